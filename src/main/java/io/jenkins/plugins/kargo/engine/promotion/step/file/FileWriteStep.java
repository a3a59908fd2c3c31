package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** {@code file-write}: writes a text file. */
public final class FileWriteStep extends FileStep {
    private static final int OWNER = 0600;
    private static final int SPECIAL = 07000;
    private static final int EXECUTABLE = 0111;
    private static final int WORLD_WRITABLE = 02;

    public FileWriteStep() {
        super("file-write");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        int mode = permissions(config.text("permissions", "0600"));
        Object contents = config.value("contents");
        context.workspace()
                .files(new Write(config.text("path"), String.valueOf(contents), mode, config.flag("overwrite")));
        return StepResult.succeeded();
    }

    static int permissions(String octal) throws StepFailure {
        int mode = Integer.parseInt(octal, 8);
        if ((mode & SPECIAL) != 0) {
            throw new StepFailure("permissions \"" + octal + "\" must not include special mode bits");
        }
        if ((mode & EXECUTABLE) != 0) {
            throw new StepFailure("permissions \"" + octal + "\" must not include executable bits");
        }
        if ((mode & WORLD_WRITABLE) != 0) {
            throw new StepFailure("permissions \"" + octal + "\" must not be world-writable");
        }
        return mode;
    }

    public record Write(@NonNull String path, @NonNull String contents, int mode, boolean overwrite)
            implements Workspace.FileOperation<Boolean> {
        @Override
        public Boolean run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            if (path.startsWith("/")) {
                throw new StepFailure("path \"" + path + "\" must be relative");
            }
            Path file = WorkPaths.resolveForWriting(workDir, path);
            Path asWritten = workDir.toRealPath().resolve(path).normalize();
            if (!file.equals(asWritten)) {
                throw new StepFailure("path \"" + path + "\" goes through a symbolic link, which is forbidden");
            }
            boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            if (exists && !overwrite) {
                throw new StepFailure("file \"" + path + "\" already exists; set overwrite to true to replace it");
            }
            if (Files.isDirectory(file)) {
                throw new IOException("error writing file \"" + path + "\": it is a directory");
            }
            FileModes.createDirectories(file.getParent());
            if (!exists) {
                Files.createFile(file);
            }
            // From the beginning nobody sees what only the owner may see, and the owner can write what nobody may.
            FileModes.set(file, OWNER);
            Files.writeString(file, contents);
            FileModes.set(file, mode);
            return true;
        }
    }
}
