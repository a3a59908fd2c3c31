package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** A variable of a stage, template, task or step; its value may hold {@code ${{ }}} expressions, null means required. */
public record Variable(@NonNull String name, @CheckForNull String value) {
    public Variable {
        Values.required(name, "The variable's name");
    }
}
