package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Content digests of OCI: {@code sha256:…} and {@code sha512:…}. */
public final class Digests {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    private Digests() {}

    public static boolean isDigest(@NonNull String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The digest of the content by the algorithm of the digest that is expected, SHA-256 when that is none. */
    static String of(byte[] content, String expected) {
        boolean sha512 = expected.startsWith("sha512:");
        byte[] hash = algorithm(sha512).digest(content);
        return (sha512 ? "sha512:" : "sha256:") + HexFormat.of().formatHex(hash);
    }

    static String of(Path file, String expected) throws IOException {
        boolean sha512 = expected.startsWith("sha512:");
        MessageDigest digest = algorithm(sha512);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return (sha512 ? "sha512:" : "sha256:") + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest algorithm(boolean sha512) {
        try {
            return MessageDigest.getInstance(sha512 ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
