package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is being fetched: written beside the work dir's files and moved into its place when it is whole. */
public final class Downloaded implements AutoCloseable {
    /** The largest file, as with Kargo. */
    public static final long MAX_BYTES = 100L << 20;

    private final Path temporary;
    private final Path target;
    private final String path;

    private Downloaded(Path temporary, Path target, String path) {
        this.temporary = temporary;
        this.target = target;
        this.path = path;
    }

    /** @throws StepFailure when the path may not be written, or is there and may not be replaced */
    @NonNull
    public static Downloaded to(@NonNull Path workDir, @NonNull String path, boolean overwrite)
            throws IOException, StepFailure {
        Path target = WorkPaths.resolveForWriting(workDir, path);
        if (Files.isDirectory(target)) {
            throw new StepFailure("outPath: \"" + path + "\" is a directory");
        }
        if (!overwrite && Files.exists(target)) {
            throw new StepFailure("file already exists at " + path + " and overwrite is not allowed");
        }
        Path folder = Files.createDirectories(workDir.resolve(WorkPaths.RESERVED));
        // Made for its owner only, and so it stays.
        Path temporary = Files.createTempFile(folder, "download", ".tmp");
        return new Downloaded(temporary, target, path);
    }

    /** Where to write. */
    @NonNull
    public Path file() {
        return temporary;
    }

    /** Puts the file in its place. @return its size */
    public long keep() throws IOException {
        long size = Files.size(temporary);
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("\"" + path + "\" has no folder");
        }
        Files.createDirectories(folder);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return size;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
