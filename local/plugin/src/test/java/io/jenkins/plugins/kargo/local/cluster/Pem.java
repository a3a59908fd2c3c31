package io.jenkins.plugins.kargo.local.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

final class Pem {
    private Pem() {}

    static String of(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    /** As kubeconfigs have it. */
    static String inKubeconfig(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
