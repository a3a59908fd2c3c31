package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Whole directories. */
public final class FileTrees {
    private FileTrees() {}

    /** Deletes a file, a link or a directory with all it holds; links are not followed. Nothing there is fine. */
    public static void delete(@NonNull Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                deleteOne(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @CheckForNull IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                deleteOne(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void deleteOne(Path path) throws IOException {
        try {
            Files.delete(path);
        } catch (AccessDeniedException e) {
            // Git writes its objects read-only, which Windows does not delete.
            if (!path.toFile().setWritable(true)) {
                throw e;
            }
            Files.delete(path);
        }
    }
}
