package io.jenkins.plugins.kargo.engine.promotion.step.script;

import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Writes the script and its inputs where nobody else reads them, and takes away what an earlier script left there. */
public record PrepareScript(String script, String dir, String input)
        implements Workspace.FileOperation<PreparedScript> {
    static final String FOLDER = "sh";
    static final String OUTPUT = "output.json";
    private static final String SCRIPT = "script";
    private static final String INPUT = "input.json";

    @Override
    public PreparedScript run(Path workDir, PromotionLog log) throws IOException, StepFailure {
        Path directory = WorkPaths.resolve(workDir, dir);
        if (!Files.isDirectory(directory)) {
            throw new StepFailure("dir \"" + dir + "\" is not a directory of the work dir");
        }
        Path folder = Files.createDirectories(
                workDir.toRealPath().resolve(WorkPaths.RESERVED).resolve(FOLDER));
        Path file = write(folder.resolve(SCRIPT), script, script.startsWith("#!"));
        Path inputs = write(folder.resolve(INPUT), input, false);
        Path output = folder.resolve(OUTPUT);
        Files.deleteIfExists(output);
        List<String> command =
                script.startsWith("#!") ? List.of(file.toString()) : List.of("/bin/sh", "-e", file.toString());
        return new PreparedScript(
                new ArrayList<>(command),
                workDir.toRealPath().relativize(directory).toString(),
                output.toString(),
                inputs.toString());
    }

    private static Path write(Path file, String text, boolean executable) throws IOException {
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------")));
        }
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
