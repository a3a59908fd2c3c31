package io.jenkins.plugins.kargo.local.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A folder from which the system runs no program and loads no library, as careful administrators mount /tmp. */
final class NoExecFolder implements AutoCloseable {
    private final Path folder;

    private NoExecFolder(Path folder) {
        this.folder = folder;
    }

    /** Skips the calling test when this machine does not let us. */
    static NoExecFolder mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> mount = List.of("mount", "-t", "tmpfs", "-o", "noexec,size=2g", "tmpfs", folder.toString());
        Assumptions.assumeTrue(run(mount) == 0, "may not mount: be root in a machine that allows it");
        return new NoExecFolder(folder);
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(List.of("umount", folder.toString()));
    }
}
