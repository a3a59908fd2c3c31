package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks of who sent a request. The time that they take says nothing about the secret. */
final class Signatures {
    private static final String PREFIX = "sha256=";

    private Signatures() {}

    /** The hexadecimal HMAC-SHA-256 of the body is in the header, with or without {@code sha256=} before it. */
    static void requireHmac(@NonNull WebhookRequest request, @NonNull String header, @NonNull SecretText secret)
            throws WebhookRefused {
        String given = request.header(header);
        if (given.isEmpty()) {
            throw WebhookRefused.unauthorized("missing signature");
        }
        String hex = given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given;
        if (!same(hex.toLowerCase(Locale.ROOT), hmac(request.body(), secret))) {
            throw WebhookRefused.unauthorized("unauthorized");
        }
    }

    /** The header is the secret itself. */
    static void requireSecret(@NonNull WebhookRequest request, @NonNull String header, @NonNull SecretText secret)
            throws WebhookRefused {
        String given = request.header(header);
        if (given.isEmpty()) {
            throw WebhookRefused.unauthorized("missing " + header + " header");
        }
        if (!same(given, secret.reveal())) {
            throw WebhookRefused.unauthorized("unauthorized");
        }
    }

    static String hmac(byte[] body, SecretText secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
