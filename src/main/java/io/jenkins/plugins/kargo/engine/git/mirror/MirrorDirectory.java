package io.jenkins.plugins.kargo.engine.git.mirror;

import io.jenkins.plugins.kargo.engine.git.GitException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * One mirror on disk. Fetches into it come one after the other, in this process and, by a lock on a file beside it, in
 * others; reading goes on meanwhile, since git's objects never change.
 */
final class MirrorDirectory {
    private final Path path;
    private final ReentrantLock updating = new ReentrantLock(true);
    private final Map<String, Done> done = new HashMap<>();
    private ChangedPaths changedPaths;

    /** A finished update. @param started by {@link System#nanoTime()} */
    private record Done(long started, Object result) {}

    @FunctionalInterface
    interface Update<T> {
        T run() throws GitException;
    }

    MirrorDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Repository open() throws GitException {
        try {
            return new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(path.toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException e) {
            throw new GitException("The mirror " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    synchronized ChangedPaths changedPaths() {
        if (changedPaths == null) {
            changedPaths = new ChangedPaths(path.resolve("kargo-changed-paths"));
        }
        return changedPaths;
    }

    /**
     * Runs an update alone. Whoever waited while another one of the same name began and ended takes its result: it is as
     * new as one's own would be.
     */
    @SuppressWarnings("unchecked")
    <T> T update(String name, Update<T> update) throws GitException, InterruptedException {
        long asked = System.nanoTime();
        updating.lockInterruptibly();
        try {
            Done last = done.get(name);
            if (last != null && last.started - asked >= 0) {
                return (T) last.result;
            }
            try (FileChannel channel = FileChannel.open(
                            path.resolveSibling(path.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                long started = System.nanoTime();
                create();
                T result = update.run();
                Files.setLastModifiedTime(path, FileTime.fromMillis(System.currentTimeMillis()));
                done.put(name, new Done(started, result));
                return result;
            } catch (IOException e) {
                throw e instanceof GitException git
                        ? git
                        : new GitException("The mirror " + path + " cannot be locked: " + e.getMessage(), e);
            }
        } finally {
            updating.unlock();
        }
    }

    private void create() throws IOException {
        if (Files.exists(path.resolve("HEAD"))) {
            return;
        }
        Files.createDirectories(path);
        try (Repository repository =
                new FileRepositoryBuilder().setBare().setGitDir(path.toFile()).build()) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            // Nobody pushes into a mirror, and JGit's own clean-up could not cope with blobs that are left out.
            config.setInt("gc", null, "auto", 0);
            config.setBoolean("core", null, "logAllRefUpdates", false);
            config.save();
        }
    }
}
