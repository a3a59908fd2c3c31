package org.jenkinsci.remoting;

import edu.umd.cs.findbugs.annotations.NonNull;

public final class Role {
    private final String name;

    public Role(@NonNull String name) {
        this.name = name;
    }

    @NonNull
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Role that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "Role[" + name + ']';
    }
}
