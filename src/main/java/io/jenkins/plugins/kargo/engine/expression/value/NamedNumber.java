package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A month or weekday: prints as its English name, is its number in JSON, and equals only its like. */
record NamedNumber(@NonNull String type, @NonNull String name, long number) {
    @Override
    public String toString() {
        return name;
    }
}
