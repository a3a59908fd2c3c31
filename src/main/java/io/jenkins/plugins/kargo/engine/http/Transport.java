package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.EOFException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLException;

/** One request, one answer: java.net.http with the limits that it lacks. */
final class Transport {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final long ERROR_BODY_LIMIT = 64 << 10;

    private final HttpSettings settings;
    private final HttpClient verifying;
    private final HttpClient trusting;
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Transport(HttpSettings settings) {
        this.settings = settings;
        verifying = builder(settings).build();
        trusting = builder(settings).sslContext(InsecureTls.context()).build();
    }

    private static HttpClient.Builder builder(HttpSettings settings) {
        // HTTP/1.1 keeps connections alive just as well, and a limit of concurrent requests is one of connections.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        ProxySelector proxy = settings.proxy();
        builder.proxy(proxy == null ? HttpClient.Builder.NO_PROXY : proxy);
        Authenticator authenticator = settings.proxyAuthenticator();
        if (authenticator != null) {
            builder.authenticator(new ProxyOnly(authenticator));
        }
        return builder;
    }

    /** The JDK would ask the authenticator for servers too, and they must not learn the proxy's password. */
    private static final class ProxyOnly extends Authenticator {
        private final Authenticator delegate;

        ProxyOnly(Authenticator delegate) {
            this.delegate = delegate;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    ? delegate.requestPasswordAuthenticationInstance(
                            getRequestingHost(),
                            getRequestingSite(),
                            getRequestingPort(),
                            getRequestingProtocol(),
                            getRequestingPrompt(),
                            getRequestingScheme(),
                            getRequestingURL(),
                            getRequestorType())
                    : null;
        }
    }

    HttpUsage usage() {
        return new HttpUsage(requests.sum(), bytes.sum());
    }

    HttpAnswer exchange(HttpCall call, @CheckForNull Path file, long deadline)
            throws IOException, InterruptedException {
        check(call);
        long remaining = deadline - System.nanoTime();
        if (remaining <= 0) {
            throw timedOut(call);
        }
        AtomicLong progress = new AtomicLong(System.nanoTime());
        requests.increment();
        CompletableFuture<HttpResponse<byte[]>> sent = (call.insecureSkipTLSVerify() ? trusting : verifying)
                .sendAsync(
                        request(call, remaining),
                        info -> new BoundedBody(
                                info.statusCode() / 100 == 2 ? file : null,
                                info.statusCode() < 400 ? call.maxBytes() : Math.min(call.maxBytes(), ERROR_BODY_LIMIT),
                                progress,
                                bytes));
        HttpResponse<byte[]> response = await(sent, call, deadline, progress);
        return new HttpAnswer(response.statusCode(), response.headers(), call.uri(), response.body());
    }

    private void check(HttpCall call) throws HttpFailure {
        ProxySelector proxy = settings.proxy();
        List<Proxy> proxies = proxy == null ? List.of() : proxy.select(call.uri());
        boolean direct = proxies.isEmpty() || proxies.get(0).type() == Proxy.Type.DIRECT;
        settings.policy().check(call.uri(), !direct);
    }

    private HttpRequest request(HttpCall call, long remaining) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(Duration.ofNanos(Math.min(remaining, stallTimeout(call).toNanos())))
                .method(call.method(), publisher(call));
        call.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        if (call.authorization() != null) {
            request.setHeader("Authorization", call.authorization().reveal());
        }
        return request.build();
    }

    private static HttpRequest.BodyPublisher publisher(HttpCall call) throws IOException {
        if (call.bodyFile() != null) {
            return HttpRequest.BodyPublishers.ofFile(call.bodyFile());
        }
        return call.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(call.body());
    }

    /** While a file is sent, nothing comes back. */
    private Duration stallTimeout(HttpCall call) {
        return call.bodyFile() == null ? settings.stallTimeout() : call.timeout();
    }

    private HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> sent, HttpCall call, long deadline, AtomicLong progress)
            throws IOException, InterruptedException {
        try {
            while (true) {
                try {
                    long wait = Math.max(1, Math.min(LOOK.toNanos(), deadline - System.nanoTime()));
                    return sent.get(wait, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    long now = System.nanoTime();
                    if (now - deadline >= 0
                            || now - progress.get()
                                    > stallTimeout(call).plus(LOOK).toNanos()) {
                        throw timedOut(call);
                    }
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpFailure tooLarge) {
                throw new HttpFailure(tooLarge.kind(), call.describe() + ": " + tooLarge.getMessage(), tooLarge);
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        } finally {
            sent.cancel(true);
        }
    }

    private static HttpFailure timedOut(HttpCall call) {
        return new HttpFailure(
                HttpFailure.Kind.TIMED_OUT,
                call.describe() + ": no complete answer within "
                        + call.timeout().toSeconds() + " s");
    }

    static HttpFailure failure(HttpCall call, IOException e) {
        if (e instanceof HttpConnectTimeoutException || e instanceof ConnectException) {
            return new HttpFailure(HttpFailure.Kind.UNREACHABLE, call.describe() + ": " + noConnection(call, e), e);
        }
        if (e instanceof HttpTimeoutException) {
            return new HttpFailure(HttpFailure.Kind.TIMED_OUT, call.describe() + ": no answer in time", e);
        }
        if (e instanceof SSLException) {
            return new HttpFailure(HttpFailure.Kind.TLS, call.describe() + ": TLS failed" + reason(e), e);
        }
        String what = e instanceof EOFException || e.getMessage() == null ? ": the connection broke" : reason(e);
        return new HttpFailure(HttpFailure.Kind.UNREACHABLE, call.describe() + what, e);
    }

    private static String noConnection(HttpCall call, IOException e) {
        String host = call.uri().getHost();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "no connection: the name " + host + " is not known here; is it spelled right?";
            }
        }
        return "no connection" + reason(e) + ": does a server run there, and may this controller reach it?";
    }

    private static String reason(IOException e) {
        return e.getMessage() == null || e.getMessage().isEmpty() ? "" : ": " + e.getMessage();
    }
}
