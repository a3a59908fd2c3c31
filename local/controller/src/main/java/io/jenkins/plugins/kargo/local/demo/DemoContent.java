package io.jenkins.plugins.kargo.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the demo as they lie in this module's resources. */
final class DemoContent {
    private DemoContent() {}

    /** Path below the folder, with slashes, to text. */
    static Map<String, String> read(String folder) throws IOException {
        try {
            URI root = DemoContent.class.getResource("/demo/README.md").toURI();
            if (root.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                    return read(jar.getPath("/demo", folder));
                }
            }
            return read(Path.of(root).resolveSibling(folder));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }
}
