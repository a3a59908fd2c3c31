package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Collects an answer in memory or in a file, up to a limit, and tells when something last arrived. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final OutputStream sink;
    private final long limit;
    private final AtomicLong lastProgress;
    private final LongAdder counter;
    private Flow.Subscription subscription;
    private long received;

    /** @param file where the answer goes, replaced when it exists; null to keep it in memory */
    BoundedBody(@CheckForNull Path file, long limit, AtomicLong lastProgress, LongAdder counter) {
        this.limit = limit;
        this.lastProgress = lastProgress;
        this.counter = counter;
        lastProgress.set(System.nanoTime());
        OutputStream out = memory;
        if (file != null) {
            try {
                out = Files.newOutputStream(file);
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        }
        sink = out;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        lastProgress.set(System.nanoTime());
        try {
            for (ByteBuffer buffer : buffers) {
                received += buffer.remaining();
                counter.add(buffer.remaining());
                if (received > limit) {
                    throw new HttpFailure(
                            HttpFailure.Kind.TOO_LARGE, "the answer is larger than the limit of " + limit + " bytes");
                }
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                sink.write(bytes);
            }
        } catch (IOException e) {
            subscription.cancel();
            onError(e);
        }
    }

    @Override
    public void onError(Throwable throwable) {
        try {
            sink.close();
        } catch (IOException e) {
            throwable.addSuppressed(e);
        }
        result.completeExceptionally(throwable);
    }

    @Override
    public void onComplete() {
        try {
            sink.close();
            result.complete(memory.toByteArray());
        } catch (IOException e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }
}
