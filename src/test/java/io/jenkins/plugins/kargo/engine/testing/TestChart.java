package io.jenkins.plugins.kargo.engine.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Packs Helm charts, without Helm. */
public final class TestChart {
    private TestChart() {}

    /** A chart with one ConfigMap, as {@code helm package} would write it. */
    public static byte[] archive(String name, String version) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("Chart.yaml", "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n");
        files.put("values.yaml", "greeting: hello\n");
        files.put("templates/configmap.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: {{ .Release.Name }}
                data:
                  greeting: {{ .Values.greeting }}
                """);
        return archive(name, files);
    }

    /** @param files path below the chart's directory to text */
    public static byte[] archive(String name, Map<String, String> files) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        files.forEach((path, text) -> entry(tar, name + '/' + path, text.getBytes(StandardCharsets.UTF_8)));
        tar.writeBytes(new byte[1024]);
        return TestImage.gzip(tar.toByteArray());
    }

    /** One entry in the ustar format. */
    private static void entry(ByteArrayOutputStream tar, String path, byte[] content) {
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\0", content.length));
        put(header, 136, String.format(Locale.ROOT, "%011o\0", 1_767_225_600L));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
