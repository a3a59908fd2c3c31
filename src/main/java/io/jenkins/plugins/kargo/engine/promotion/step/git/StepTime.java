package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * When a step began, as stored: a commit that carries this time has the same id when the step is run again on the same
 * files, after a restart or in a rebuilt work dir.
 */
public record StepTime(@NonNull Instant instant) implements Serializable {
    @NonNull
    static StepTime of(@NonNull StepContext context) {
        Instant now = context.clock().instant();
        return new StepTime(context.promotion()
                .recordOf(context.step().as())
                .map(StepRecord::startedAt)
                .orElse(now));
    }

    @NonNull
    Map<String, String> environment() {
        return Map.of("GIT_AUTHOR_DATE", text(), "GIT_COMMITTER_DATE", text());
    }

    private String text() {
        return "@" + instant.getEpochSecond() + " +0000";
    }
}
