package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.time.Duration;

/** How far a verification has come. */
public sealed interface VerificationProgress {
    /** Its phase is terminal. */
    record Settled(@NonNull VerificationRecord verification) implements VerificationProgress {}

    /**
     * Nothing to do until the interval is over: then call again. No executor needs to be held meanwhile.
     *
     * @param why for people, without a full stop
     */
    record Waiting(@NonNull String why, @NonNull Duration pollAfter) implements VerificationProgress {}
}
