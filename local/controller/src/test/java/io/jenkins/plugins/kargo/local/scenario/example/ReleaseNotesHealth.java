package io.jenkins.plugins.kargo.local.scenario.example;

import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.health.HealthContext;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Looks whether the notes are published. */
final class ReleaseNotesHealth implements HealthChecker {
    @Override
    public String name() {
        return "release-notes";
    }

    @Override
    public HealthResult check(HealthContext context) {
        Path file = Path.of((String) context.config().get("file"));
        return Files.exists(file)
                ? new HealthResult(name(), HealthStatus.Healthy, List.of(), Map.of())
                : new HealthResult(name(), HealthStatus.Progressing, List.of("the notes are not published"), Map.of());
    }
}
