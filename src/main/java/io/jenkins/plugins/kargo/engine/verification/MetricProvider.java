package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Instant;

/** A way to measure. Implementations are stateless, shared between threads, and have time and size limits of their own. */
public interface MetricProvider {
    /** What is asked for. */
    interface Request {
        @NonNull
        MetricSpec metric();

        /** @return when it is now */
        @NonNull
        Instant now();

        /**
         * Judges what was measured by the metric's conditions.
         *
         * @param value plain values
         */
        @NonNull
        Judgement judge(@CheckForNull Object value);
    }

    /** @param message why it could not be judged, empty otherwise */
    record Judgement(
            @NonNull VerificationPhase phase, @NonNull String message) {}

    /** The key under {@code provider:}, such as web. */
    @NonNull
    String name();

    /** Takes a measurement; one that cannot be taken has the phase Error and says why. */
    @NonNull
    Measurement measure(@NonNull Request request) throws InterruptedException;

    /** Looks at a measurement that goes on. */
    @NonNull
    default Measurement resume(@NonNull Request request, @NonNull Measurement inFlight) throws InterruptedException {
        return measure(request);
    }

    /** The analysis is decided: ends a measurement that goes on. */
    @NonNull
    default Measurement terminate(@NonNull Request request, @NonNull Measurement inFlight) throws InterruptedException {
        return resume(request, inFlight);
    }
}
