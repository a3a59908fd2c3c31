package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Copies a file or merges a directory into another; symbolic links and {@code .git} stay behind. */
public record CopyOperation(String inPath, String outPath, String ignore) implements Workspace.FileOperation<Integer> {
    /** @param path relative to what is copied, empty for that itself */
    private record Entry(Path path, boolean directory) {}

    @Override
    public Integer run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path in = WorkPaths.resolve(workDir, inPath);
        Path out = WorkPaths.resolveForWriting(workDir, outPath);
        if (!Files.exists(in)) {
            throw new IOException(describe() + ": \"" + inPath + "\" does not exist"
                    + (inPath.startsWith("/") ? " in the work dir, where all paths begin" : ""));
        }
        // Listed before anything is written: the target may lie inside the source.
        List<Entry> entries = list(workDir.toRealPath(), in);
        int files = 0;
        for (Entry entry : entries) {
            Path target = out.resolve(entry.path.toString()).normalize();
            if (entry.directory) {
                makeDirectory(workDir, target);
            } else {
                copyFile(workDir, in.resolve(entry.path.toString()), target);
                files++;
            }
        }
        log.line("Copied files: " + files);
        return files;
    }

    private String describe() {
        return "failed to copy \"" + inPath + "\" to \"" + outPath + '"';
    }

    private List<Entry> list(Path root, Path in) throws IOException {
        IgnoreRules rules = new IgnoreRules(".git\n" + ignore);
        Path reserved = root.resolve(WorkPaths.RESERVED);
        Path base = Files.isDirectory(in) ? in : in.getParent();
        List<Entry> entries = new ArrayList<>();
        Files.walkFileTree(in, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!directory.equals(in) && (directory.equals(reserved) || leavesOut(rules, base, directory, true))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                entries.add(new Entry(in.relativize(directory), true));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !leavesOut(rules, base, file, false)) {
                    entries.add(new Entry(in.relativize(file), false));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return entries;
    }

    private static boolean leavesOut(IgnoreRules rules, Path base, Path path, boolean directory) {
        return rules.leavesOut(base.relativize(path).toString().replace('\\', '/'), directory);
    }

    private void makeDirectory(Path workDir, Path target) throws IOException, StepFailure {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target)) {
            throw new IOException(describe() + ": there is a file where a directory is to be");
        }
        Files.createDirectories(target);
        if (!target.toRealPath().startsWith(workDir.toRealPath())) {
            throw new StepFailure("path \"" + outPath + "\" leaves the work dir through a symbolic link in it");
        }
    }

    private void copyFile(Path workDir, Path source, Path target) throws IOException, StepFailure {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(describe() + ": there is a directory where a file is to be");
        }
        if (source.equals(target)) {
            return;
        }
        makeDirectory(workDir, target.getParent());
        // A link at the target is replaced, not followed.
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
