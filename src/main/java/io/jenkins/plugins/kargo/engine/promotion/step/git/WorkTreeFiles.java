package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files by which a repository and its work trees know each other, as gitrepository-layout(5) describes them: written
 * here, they spare the two programs that {@code git worktree add} starts besides the one that checks out.
 */
final class WorkTreeFiles {
    private static final String HEADS = "refs/heads/";

    private final Path repository;

    /** @param repository a bare one */
    WorkTreeFiles(@NonNull Path repository) {
        this.repository = repository;
    }

    /**
     * Makes a work tree that has the branch, and no files yet.
     *
     * @return false when only git itself can do it or knows best why it cannot be done; nothing is changed then
     */
    boolean add(@NonNull Path path, @NonNull String branch) throws IOException {
        List<Path> registered = registered();
        if (!isFree(path) || new GitFiles(repository).commit(HEADS + branch).isEmpty()) {
            return false;
        }
        for (Path other : registered) {
            if (new GitFiles(other).target().filter((HEADS + branch)::equals).isPresent()) {
                return false;
            }
        }
        Path directory = Files.createDirectories(path).toRealPath();
        Path own = Files.createDirectories(
                        repository.toRealPath().resolve("worktrees").resolve("tree-" + (registered.size() + 1)))
                .toRealPath();
        Files.writeString(own.resolve("gitdir"), directory.resolve(".git") + "\n");
        Files.writeString(own.resolve("commondir"), "../..\n");
        Files.writeString(own.resolve("HEAD"), "ref: " + HEADS + branch + '\n');
        Files.writeString(directory.resolve(".git"), "gitdir: " + own + '\n');
        return true;
    }

    /** Where the repository keeps what belongs to its work trees. */
    @NonNull
    List<Path> registered() throws IOException {
        List<Path> all = new ArrayList<>();
        Path folder = repository.resolve("worktrees");
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(all::add);
            }
        }
        return all;
    }

    private static boolean isFree(Path path) throws IOException {
        if (!Files.exists(path)) {
            return true;
        }
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
            return !content.iterator().hasNext();
        }
    }
}
