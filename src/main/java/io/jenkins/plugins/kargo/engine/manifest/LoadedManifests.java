package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem.Severity;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import java.util.List;

/**
 * What the manifests say.
 *
 * @param configuration the resources without errors; complete, and fit to promote from, only when there are no errors
 * @param problems in the order of the files, then of their lines
 */
public record LoadedManifests(
        @NonNull Configuration configuration, @NonNull List<ManifestProblem> problems) {
    public LoadedManifests {
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    @NonNull
    public List<ManifestProblem> errors() {
        return ofSeverity(Severity.ERROR);
    }

    @NonNull
    public List<ManifestProblem> warnings() {
        return ofSeverity(Severity.WARNING);
    }

    private List<ManifestProblem> ofSeverity(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .toList();
    }
}
