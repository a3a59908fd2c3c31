package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long git-push waits before it tries again, as Kargo: from 1 second, half as much more each time, at most 30. */
final class Backoff {
    private static final double FIRST_MILLIS = 1000;
    private static final double FACTOR = 1.5;
    private static final double CAP_MILLIS = 30_000;

    private Backoff() {}

    /** @param attempt that has failed, from 1; the result is up to half longer, so that rivals do not meet again */
    @NonNull
    static Duration after(int attempt) {
        double base = Math.min(CAP_MILLIS, FIRST_MILLIS * Math.pow(FACTOR, attempt - 1.0));
        return Duration.ofMillis(
                Math.round(base * (1 + ThreadLocalRandom.current().nextDouble() / 2)));
    }
}
