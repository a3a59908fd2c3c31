package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What created a piece of Freight; {@link #toString()} is Kargo's {@code Warehouse/name}, the key of collections. */
public record FreightOrigin(@NonNull String kind, @NonNull String name) {
    public static final String WAREHOUSE = "Warehouse";

    public FreightOrigin {
        kind = Values.text(kind);
        name = Values.text(name);
    }

    @NonNull
    public static FreightOrigin warehouse(@NonNull String name) {
        return new FreightOrigin(WAREHOUSE, name);
    }

    @Override
    public String toString() {
        return kind + '/' + name;
    }
}
