package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What an image runs on; variant is empty where there is none. */
public record Platform(
        @NonNull String os,
        @NonNull String architecture,
        @NonNull String variant) {
    private static final String UNKNOWN = "unknown";

    /**
     * @param text {@code os/architecture} or {@code os/architecture/variant}
     * @throws IllegalArgumentException when it is neither
     */
    @NonNull
    public static Platform parse(@NonNull String text) {
        String[] parts = text.split("/", -1);
        boolean complete = parts.length == 2 || parts.length == 3;
        for (String part : parts) {
            complete &= !part.isBlank();
        }
        if (!complete) {
            throw new IllegalArgumentException("error parsing platform constraint \"" + text
                    + "\": write os/architecture or os/architecture/variant, such as linux/amd64");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /** Attestations and other companions of images stand in an index under an unknown or no platform. */
    boolean isReal() {
        return !os.isEmpty() && !os.equals(UNKNOWN) && !architecture.isEmpty() && !architecture.equals(UNKNOWN);
    }

    @Override
    public String toString() {
        return os + '/' + architecture + (variant.isEmpty() ? "" : '/' + variant);
    }
}
