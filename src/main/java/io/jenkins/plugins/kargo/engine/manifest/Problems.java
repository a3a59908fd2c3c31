package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one file, or in one document of it. */
final class Problems {
    private final String file;
    private final List<ManifestProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void error(Position at, String path, String message) {
        found.add(new ManifestProblem(Severity.ERROR, file, at.line(), at.column(), path, message));
    }

    void warning(Position at, String path, String message) {
        found.add(new ManifestProblem(Severity.WARNING, file, at.line(), at.column(), path, message));
    }

    /** The file as a whole. */
    void error(String message) {
        found.add(new ManifestProblem(Severity.ERROR, file, 0, 1, "", message));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    List<ManifestProblem> list() {
        return found;
    }

    String file() {
        return file;
    }

    void addAll(Problems others) {
        found.addAll(others.found);
    }
}
