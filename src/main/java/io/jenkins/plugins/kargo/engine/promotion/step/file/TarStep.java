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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** {@code tar}: packs a file or the content of a directory; links are packed as links. */
public final class TarStep extends FileStep {
    public TarStep() {
        super("tar");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        context.workspace()
                .files(new Pack(
                        config.text("inPath"), config.text("outPath"), config.text("ignore"), config.flag("gzip")));
        return StepResult.succeeded();
    }

    public record Pack(
            @NonNull String inPath,
            @NonNull String outPath,
            @NonNull String ignore,
            boolean gzip) implements Workspace.FileOperation<Integer> {
        @Override
        public Integer run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            Path in = WorkPaths.resolve(workDir, inPath);
            Path out = WorkPaths.resolveForWriting(workDir, outPath);
            if (!Files.exists(in)) {
                throw new IOException("input path \"" + inPath + "\" does not exist");
            }
            Path base = Files.isDirectory(in) ? in : in.getParent();
            List<Path> members = members(workDir.toRealPath(), in, base);
            Files.createDirectories(out.getParent());
            Path temporary = Files.createTempFile(
                    Files.createDirectories(workDir.resolve(WorkPaths.RESERVED)), "archive", ".tar");
            try {
                pack(members, base, temporary);
                Files.move(temporary, out, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new IOException("failed to create the tar archive \"" + outPath + "\": " + e.getMessage(), e);
            } finally {
                Files.deleteIfExists(temporary);
            }
            log.line("Packed files and directories: " + members.size());
            return members.size();
        }

        private List<Path> members(Path root, Path in, Path base) throws IOException {
            IgnoreRules rules = new IgnoreRules(ignore.isBlank() ? ".git" : ignore);
            Path reserved = root.resolve(WorkPaths.RESERVED);
            List<Path> members = new ArrayList<>();
            Files.walkFileTree(in, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (directory.equals(base)) {
                        return FileVisitResult.CONTINUE;
                    }
                    if (directory.equals(reserved) || rules.leavesOut(name(base, directory), true)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    members.add(directory);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!rules.leavesOut(name(base, file), false)) {
                        members.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            members.sort((a, b) -> name(base, a).compareTo(name(base, b)));
            return members;
        }

        private void pack(List<Path> members, Path base, Path target) throws IOException {
            ArchiveLimits limits = new ArchiveLimits();
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
                    OutputStream out = gzip ? new GZIPOutputStream(file) : file) {
                TarWriter writer = new TarWriter(out);
                for (Path member : members) {
                    TarEntry entry = entry(base, member);
                    limits.add(entry);
                    try (InputStream content = entry.kind() == TarEntry.Kind.FILE
                            ? Files.newInputStream(member)
                            : InputStream.nullInputStream()) {
                        writer.write(entry, content);
                    }
                }
                writer.finish();
            }
        }

        private static String name(Path base, Path path) {
            return base.relativize(path).toString().replace('\\', '/');
        }

        private static TarEntry entry(Path base, Path path) throws IOException {
            String name = name(base, path);
            if (Files.isSymbolicLink(path)) {
                String link = Files.readSymbolicLink(path).toString().replace('\\', '/');
                return new TarEntry(TarEntry.Kind.SYMLINK, name, link, 0777, 0, 0);
            }
            long modified = Files.getLastModifiedTime(path).toMillis() / 1000;
            return Files.isDirectory(path)
                    ? new TarEntry(TarEntry.Kind.DIRECTORY, name + '/', "", FileModes.get(path, 0755), 0, modified)
                    : new TarEntry(TarEntry.Kind.FILE, name, "", FileModes.get(path, 0644), Files.size(path), modified);
        }
    }
}
