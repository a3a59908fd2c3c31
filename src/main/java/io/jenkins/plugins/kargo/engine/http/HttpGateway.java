package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sends calls. One gateway serves the whole controller, so that the limits per host count everybody. Safe for many threads;
 * a call blocks its thread and ends early when that thread is interrupted.
 */
public final class HttpGateway {
    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpSettings settings;
    private final Transport transport;
    private final Map<String, HostGate> gates = new ConcurrentHashMap<>();

    public HttpGateway(@NonNull HttpSettings settings) {
        this.settings = settings;
        transport = new Transport(settings);
    }

    @NonNull
    public HttpSettings settings() {
        return settings;
    }

    /** What was sent and received so far. */
    @NonNull
    public HttpUsage usage() {
        return transport.usage();
    }

    /**
     * Sends the call and keeps the answer in memory. Any status is an answer, except one that asks to come back later
     * than the settings allow.
     *
     * @throws HttpFailure when there is no answer within the call's limits
     */
    @NonNull
    public HttpAnswer send(@NonNull HttpCall call) throws HttpFailure, InterruptedException {
        return follow(call, null, settings.attempts());
    }

    /** Like {@link #send} without any repetition: to find out whether somebody is there. */
    @NonNull
    public HttpAnswer sendOnce(@NonNull HttpCall call) throws HttpFailure, InterruptedException {
        return follow(call, null, 1);
    }

    /**
     * Sends the call and writes the body of a successful answer (200 to 299) into the file, which is replaced. Bodies of other
     * answers are kept in memory.
     */
    @NonNull
    public HttpAnswer download(@NonNull HttpCall call, @NonNull Path file) throws HttpFailure, InterruptedException {
        return follow(call, file, settings.attempts());
    }

    private HttpAnswer follow(HttpCall first, @CheckForNull Path file, int attempts)
            throws HttpFailure, InterruptedException {
        long deadline = System.nanoTime() + first.timeout().toNanos();
        HttpCall call = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpAnswer answer = repeat(call, file, deadline, attempts);
            Optional<String> location = answer.header("Location");
            if (!REDIRECTS.contains(answer.status()) || location.isEmpty() || !call.repeatable()) {
                return answer;
            }
            call = call.at(target(call, location.get()));
        }
        throw new HttpFailure(
                HttpFailure.Kind.MALFORMED, first.describe() + ": more than " + MAX_REDIRECTS + " redirects");
    }

    private static URI target(HttpCall call, String location) throws HttpFailure {
        try {
            URI target = Uris.resolve(call.uri(), location);
            if ("https".equalsIgnoreCase(call.uri().getScheme()) && !"https".equalsIgnoreCase(target.getScheme())) {
                throw new HttpFailure(
                        HttpFailure.Kind.REFUSED,
                        call.describe() + ": redirects from https to " + target.getScheme() + " are not followed");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(
                    HttpFailure.Kind.MALFORMED, call.describe() + ": redirects to something that is no URL", e);
        }
    }

    private HttpAnswer repeat(HttpCall call, @CheckForNull Path file, long deadline, int attempts)
            throws HttpFailure, InterruptedException {
        HostGate gate = gates.computeIfAbsent(
                Uris.origin(call.uri()), origin -> new HostGate(settings.concurrency(), settings.requestsPerSecond()));
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt >= attempts || !call.repeatable();
            try {
                HttpAnswer answer = once(call, file, gate, deadline);
                if (last || !RetryRule.mayPass(answer.status())) {
                    return answer;
                }
                pauseBefore(call, answer, attempt);
            } catch (HttpFailure e) {
                if (last || e.kind() != HttpFailure.Kind.UNREACHABLE || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                waitFor(RetryRule.backoff(attempt, ThreadLocalRandom.current().nextDouble()));
            }
        }
    }

    private void pauseBefore(HttpCall call, HttpAnswer answer, int attempt) throws HttpFailure, InterruptedException {
        Optional<Duration> asked = askedPause(answer);
        if (asked.isEmpty()) {
            waitFor(RetryRule.backoff(attempt, ThreadLocalRandom.current().nextDouble()));
        } else if (asked.get().compareTo(settings.patience()) > 0) {
            throw new HttpFailure(
                    HttpFailure.Kind.RATE_LIMITED,
                    call.describe() + ": answered " + answer.status() + " and asks to wait "
                            + asked.get().toSeconds() + " s");
        }
    }

    private static Optional<Duration> askedPause(HttpAnswer answer) {
        Optional<Duration> asked = RetryRule.mayPass(answer.status())
                ? RetryRule.retryAfter(answer.headers(), Instant.now())
                : Optional.empty();
        return asked.or(() -> RetryRule.exhausted(answer.headers(), Instant.now()));
    }

    private HttpAnswer once(HttpCall call, @CheckForNull Path file, HostGate gate, long deadline)
            throws HttpFailure, InterruptedException {
        if (!gate.enter(deadline)) {
            throw new HttpFailure(
                    HttpFailure.Kind.RATE_LIMITED,
                    call.describe() + ": " + call.uri().getHost() + " has no room for another request within "
                            + call.timeout().toSeconds() + " s (its rate limit, or other requests)");
        }
        try {
            HttpAnswer answer = transport.exchange(call, file, deadline);
            askedPause(answer).ifPresent(pause -> gate.pause(pause.toNanos()));
            return answer;
        } catch (HttpFailure e) {
            throw e;
        } catch (IOException e) {
            throw Transport.failure(call, e);
        } finally {
            gate.leave();
        }
    }

    private static void waitFor(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
