package io.jenkins.plugins.kargo.engine.promotion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Looks in the work dir for the mark by which a promotion knows it again, and sets the mark where it is missing. The
 * result is whether everything that earlier steps wrote is still there.
 *
 * @param afresh empty the promotion's own work dir all the same: a step was interrupted while it changed files
 */
public record WorkDirClaim(String promotion, boolean afresh) implements Workspace.FileOperation<Boolean> {
    private static final long serialVersionUID = 1;
    private static final String MARK_FOLDER = ".kargo";
    private static final String MARK = "promotion";

    @Override
    public Boolean run(Path workDir, PromotionLog log) throws IOException {
        Path mark = workDir.resolve(MARK_FOLDER).resolve(MARK);
        boolean marked = Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(mark, StandardCharsets.UTF_8).equals(promotion);
        if (marked && !afresh) {
            return true;
        }
        if (marked) {
            // Only what the mark says is ours may be erased.
            clear(workDir);
        }
        Files.createDirectories(mark.getParent());
        Files.writeString(mark, promotion, StandardCharsets.UTF_8);
        return false;
    }

    /** Removes everything in the folder; symbolic links go, what they point to stays. */
    public static void clear(Path workDir) throws IOException {
        Files.walkFileTree(workDir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!folder.equals(workDir)) {
                    delete(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path path) throws IOException {
        try {
            Files.delete(path);
        } catch (AccessDeniedException e) {
            // On Windows git's objects are read-only, and such files cannot be deleted.
            if (!path.toFile().setWritable(true)) {
                throw e;
            }
            Files.delete(path);
        }
    }
}
