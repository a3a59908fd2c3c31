package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.Objects;

/** A secret that no log, message or debugger view shows by accident. It travels to agents, and is never stored. */
public final class SecretText implements Serializable {
    private static final long serialVersionUID = 1;

    private final String value;

    public SecretText(@NonNull String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The secret itself: hand it to the one call that needs it, and keep no copy. */
    @NonNull
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
