package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Something wrong in a manifest.
 *
 * @param line from 1, 0 when the problem is of the whole file
 * @param column from 1
 * @param path the field, such as {@code spec.subscriptions[0].image.repoURL}, empty for the document
 * @param message what was found, what is allowed and what to write instead
 */
public record ManifestProblem(
        @NonNull Severity severity,
        @NonNull String file,
        int line,
        int column,
        @NonNull String path,
        @NonNull String message) {
    public enum Severity {
        ERROR,
        WARNING
    }

    /** {@code file:line:column: path: message}, as compilers print it. */
    @Override
    public String toString() {
        String position = line > 0 ? file + ':' + line + ':' + column : file;
        return position + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
