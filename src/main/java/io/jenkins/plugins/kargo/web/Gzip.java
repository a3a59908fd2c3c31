package io.jenkins.plugins.kargo.web;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes large answers small on their way: the JSON of a project of 600 stages shrinks to a fifteenth. Pure. */
final class Gzip {
    private static final int LEAST_BYTES = 4096;
    private static final String NEVER = "q=0(\\.0*)?";

    private Gzip() {}

    static boolean isWorthIt(@NonNull byte[] body) {
        return body.length >= LEAST_BYTES;
    }

    /** @param acceptEncoding the header of a request, null when it has none */
    static boolean isAccepted(@CheckForNull String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.replace(" ", "").split(";", 2);
            if (parts[0].equals("gzip")) {
                return parts.length == 1 || !parts[1].matches(NEVER);
            }
        }
        return false;
    }

    /** Fast rather than as small as can be: what it saves must not be spent on the processor. */
    @NonNull
    static byte[] compress(@NonNull byte[] body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 8);
        try (OutputStream stream = new Fast(compressed)) {
            stream.write(body);
        }
        return compressed.toByteArray();
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
