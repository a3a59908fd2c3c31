package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What somebody would write without Kargo, run each time in an empty folder. */
final class ShellScript {
    private final Path folder;
    private final Path script;
    private final String path;
    private int runs;

    /** @param path the PATH of its programs */
    ShellScript(@NonNull Path folder, @NonNull String text, @NonNull String path) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.script = Files.writeString(folder.resolve("promote.sh"), text);
        this.path = path;
    }

    /** @throws IOException when it fails, with its output */
    void run(@NonNull String url) throws IOException, InterruptedException {
        String version = "v" + ++runs;
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", script.toString(), url, version)
                .directory(Files.createDirectory(folder.resolve(version)).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", path);
        if (builder.start().waitFor() != 0) {
            throw new IOException(Files.readString(output));
        }
    }
}
