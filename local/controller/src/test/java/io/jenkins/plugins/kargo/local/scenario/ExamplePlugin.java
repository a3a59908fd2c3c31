package io.jenkins.plugins.kargo.local.scenario;

import io.jenkins.plugins.kargo.local.scenario.example.ReleaseNotesSteps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The classes of package {@code example} as a plugin that a real controller loads; the stand-in has them anyway. */
final class ExamplePlugin {
    private static final String NAME = "kargo-release-notes";

    private ExamplePlugin() {}

    /** @param plugins folder of the controller */
    static void install(Path plugins) throws Exception {
        Path classes = Path.of(ReleaseNotesSteps.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar, manifest())) {
            String own = ReleaseNotesSteps.class.getPackageName().replace('.', '/');
            for (String folder : List.of(own, "META-INF/annotations", "io/jenkins/plugins/kargo/engine")) {
                copy(classes, classes.resolve(folder), out);
            }
        }
        try (JarOutputStream out =
                new JarOutputStream(Files.newOutputStream(plugins.resolve(NAME + ".jpi")), manifest())) {
            out.putNextEntry(new ZipEntry("WEB-INF/lib/" + NAME + ".jar"));
            out.write(jar.toByteArray());
        }
    }

    private static void copy(Path root, Path folder, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(root.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Short-Name", NAME);
        attributes.putValue("Long-Name", "Release notes for Kargo");
        attributes.putValue("Plugin-Version", "1.0");
        attributes.putValue("Jenkins-Version", "2.528.3");
        attributes.putValue("Plugin-Dependencies", "kargo:0");
        return manifest;
    }
}
