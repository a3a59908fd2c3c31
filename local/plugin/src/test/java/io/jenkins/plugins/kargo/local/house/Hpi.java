package io.jenkins.plugins.kargo.local.house;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;

/**
 * The packaged plugin.
 *
 * @param manifest its main attributes
 * @param entries the size of every file in it, in bytes
 */
record Hpi(Map<String, String> manifest, Map<String, Long> entries) {
    static Hpi read(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Map<String, String> manifest = new TreeMap<>();
            Attributes attributes = jar.getManifest().getMainAttributes();
            attributes.forEach((name, value) -> manifest.put(name.toString(), value.toString()));
            Map<String, Long> entries = new TreeMap<>();
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> entries.put(entry.getName(), entry.getSize()));
            return new Hpi(manifest, entries);
        }
    }

    /** The main attributes of the manifest of a library in the plugin at this path. */
    static Map<String, String> manifestOf(Path file, String library) throws IOException {
        try (JarFile hpi = new JarFile(file.toFile());
                JarInputStream jar = new JarInputStream(hpi.getInputStream(hpi.getEntry("WEB-INF/lib/" + library)))) {
            Map<String, String> manifest = new TreeMap<>();
            jar.getManifest()
                    .getMainAttributes()
                    .forEach((name, value) -> manifest.put(name.toString(), value.toString()));
            return manifest;
        }
    }

    /** A text file in the plugin at this path. */
    static String textOf(Path file, String name) throws IOException {
        try (JarFile hpi = new JarFile(file.toFile());
                InputStream text = hpi.getInputStream(hpi.getEntry(name))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** File names below {@code WEB-INF/lib} with their sizes. */
    Map<String, Long> libraries() {
        String folder = "WEB-INF/lib/";
        Map<String, Long> libraries = new TreeMap<>();
        entries.forEach((name, size) -> {
            if (name.startsWith(folder)) {
                libraries.put(name.substring(folder.length()), size);
            }
        });
        return libraries;
    }
}
