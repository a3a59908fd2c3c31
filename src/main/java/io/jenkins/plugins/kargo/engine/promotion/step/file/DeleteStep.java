package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.pattern.GlobMatcher;
import io.jenkins.plugins.kargo.engine.freight.pattern.InvalidPatternException;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code delete}: deletes files, directories and links by path or pattern. */
public final class DeleteStep extends FileStep {
    public DeleteStep() {
        super("delete");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        ArrayList<String> paths = new ArrayList<>(config.texts("paths"));
        if (!config.text("path").isEmpty()) {
            paths.add(0, config.text("path"));
        }
        context.workspace().files(new Delete(paths, config.flag("pathsAreGlobs"), config.flag("strict")));
        return StepResult.succeeded();
    }

    /** Everything is found before anything is deleted. */
    public record Delete(@NonNull ArrayList<String> paths, boolean globs, boolean strict)
            implements Workspace.FileOperation<Integer> {
        @Override
        public Integer run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            Path root = workDir.toRealPath();
            Set<Path> found = new LinkedHashSet<>();
            for (String path : paths) {
                List<Path> matches = globs ? matching(root, path) : literal(root, path);
                if (matches.isEmpty() && strict) {
                    throw new IOException(
                            globs
                                    ? "no paths matched pattern \"" + path + '"'
                                    : "path \"" + path + "\" does not exist");
                }
                found.addAll(matches);
            }
            for (Path path : found) {
                FileTrees.delete(path);
            }
            log.line("Deleted files and directories: " + found.size());
            return found.size();
        }

        private static List<Path> literal(Path root, String path) throws IOException, StepFailure {
            Path target = WorkPaths.resolveLink(root, path);
            if (target.equals(root) || target.startsWith(root.resolve(WorkPaths.RESERVED))) {
                throw new StepFailure("path \"" + path + "\" is not to be deleted: the work dir itself stays");
            }
            return Files.exists(target, LinkOption.NOFOLLOW_LINKS) ? List.of(target) : List.of();
        }

        private static List<Path> matching(Path root, String pattern) throws IOException, StepFailure {
            String relative = pattern.replaceFirst("^(?:\\./+)+", "");
            String bare = relative.replaceFirst("/+$", "");
            boolean onlyDirectories = !bare.equals(relative);
            GlobMatcher directories;
            GlobMatcher files;
            try {
                directories = GlobMatcher.compile(bare);
                // A directory has everything below it, and itself; a file is not below itself.
                files = bare.endsWith("/**") ? GlobMatcher.compile(bare + "/*") : directories;
            } catch (InvalidPatternException e) {
                throw new StepFailure("invalid glob pattern \"" + pattern + "\": " + e.getMessage(), e);
            }
            List<Path> matches = new ArrayList<>();
            Path reserved = root.resolve(WorkPaths.RESERVED);
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (directory.equals(reserved)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    if (directory.equals(root) || !matches(directories, directory)) {
                        return FileVisitResult.CONTINUE;
                    }
                    matches.add(directory);
                    return FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // What makes a directory a checkout goes with the checkout only.
                    if (!onlyDirectories && !file.endsWith(".git") && matches(files, file)) {
                        matches.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                private boolean matches(GlobMatcher matcher, Path path) {
                    return matcher.matches(root.relativize(path).toString().replace('\\', '/'));
                }
            });
            return matches;
        }
    }
}
