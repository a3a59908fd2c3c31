package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;
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
        try {
            byte[] hash =
                    MessageDigest.getInstance(sha512 ? "SHA-512" : "SHA-256").digest(content);
            return (sha512 ? "sha512:" : "sha256:") + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
