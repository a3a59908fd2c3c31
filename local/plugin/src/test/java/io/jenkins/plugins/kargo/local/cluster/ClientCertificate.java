package io.jenkins.plugins.kargo.local.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A user's certificate that vouches for itself, and its key, both in PEM, made by the JDK's keytool.
 *
 * @param key in PKCS #8, as OpenSSL 3 and cfssl write it
 * @param traditionalKey in the form of its algorithm, as kubeadm, kind and k3s write it
 */
record ClientCertificate(String certificate, String key, String traditionalKey) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    /** What PKCS #8 puts before an RSA key of 2048 bits. */
    private static final int RSA_PREFIX = 26;

    private static final int EC_BYTES = 32;

    /** @param algorithm RSA or EC; @param directory where a key store may be written */
    static ClientCertificate of(Path directory, String user, String algorithm) {
        Path store = directory.resolve(user + '-' + algorithm + ".p12");
        try {
            create(store, user, algorithm);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD);
            }
            Key key = keys.getKey("user", PASSWORD);
            return new ClientCertificate(
                    Pem.of("CERTIFICATE", keys.getCertificate("user").getEncoded()),
                    Pem.of("PRIVATE KEY", key.getEncoded()),
                    key instanceof ECPrivateKey curve
                            ? Pem.of("EC PRIVATE KEY", sec1(curve))
                            : Pem.of(
                                    "RSA PRIVATE KEY",
                                    Arrays.copyOfRange(key.getEncoded(), RSA_PREFIX, key.getEncoded().length)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void create(Path store, String user, String algorithm) throws IOException {
        boolean curve = algorithm.equals("EC");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "user",
                        "-keyalg",
                        algorithm,
                        curve ? "-groupname" : "-keysize",
                        curve ? "secp256r1" : "2048",
                        "-dname",
                        "CN=" + user,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** RFC 5915, with the curve secp256r1. */
    private static byte[] sec1(ECPrivateKey key) {
        byte[] number = unsigned(key.getS());
        HexFormat hex = HexFormat.of();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(hex.parseHex("30310201010420"));
        out.writeBytes(number);
        out.writeBytes(hex.parseHex("a00a06082a8648ce3d030107"));
        return out.toByteArray();
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[EC_BYTES];
        int length = Math.min(signed.length, EC_BYTES);
        System.arraycopy(signed, signed.length - length, bytes, EC_BYTES - length, length);
        return bytes;
    }

    /** Of a user of a kubeconfig, in YAML's flow style. */
    String inKubeconfig(String keyInPem) {
        return "client-certificate-data: " + Pem.inKubeconfig(certificate) + ", client-key-data: "
                + Pem.inKubeconfig(keyInPem);
    }
}
