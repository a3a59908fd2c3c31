package io.jenkins.plugins.kargo.local.scenario.example;

import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code release-notes}: writes what is promoted into a file, and has it watched that the server publishes it. */
public final class ReleaseNotesStep implements StepRunner {
    @Override
    public String name() {
        return "release-notes";
    }

    @Override
    public boolean needsWorkspace() {
        return true;
    }

    @Override
    public Replay replay() {
        return Replay.FILES;
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure, IOException, InterruptedException {
        String path = (String) context.config().get("path");
        String title = (String) context.config().get("title");
        int size = context.workspace()
                .files(new WriteNotes(path, title + " (" + context.promotion().freight() + ")\n"));
        context.log().line("Wrote " + size + " characters to " + path);
        StepResult result = StepResult.succeeded(Map.of("size", size));
        Object published = context.config().get("published");
        return published == null
                ? result
                : result.withHealthChecks(List.of(new HealthCheck(name(), Map.of("file", published))));
    }

    /** Runs where the files are: on the agent. */
    record WriteNotes(String path, String text) implements Workspace.FileOperation<Integer> {
        @Override
        public Integer run(Path workDir, PromotionLog log) throws IOException, StepFailure {
            Path file = workDir.resolve(path).normalize();
            if (!file.startsWith(workDir)) {
                throw new StepFailure("path \"" + path + "\" leaves the work dir");
            }
            Files.writeString(file, text);
            return text.length();
        }
    }
}
