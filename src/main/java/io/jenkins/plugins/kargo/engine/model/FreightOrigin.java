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

    /**
     * The inverse of {@link #toString()}.
     *
     * @throws IllegalArgumentException for anything but {@code Warehouse/name}
     */
    @NonNull
    public static FreightOrigin parse(@NonNull String text) {
        String prefix = WAREHOUSE + '/';
        String name = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not the origin of Freight: expected " + prefix + " and a Warehouse's name");
        }
        return warehouse(name);
    }

    @Override
    public String toString() {
        return kind + '/' + name;
    }
}
