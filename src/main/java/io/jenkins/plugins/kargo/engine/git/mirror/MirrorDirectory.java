package io.jenkins.plugins.kargo.engine.git.mirror;

import io.jenkins.plugins.kargo.engine.git.GitException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * One mirror on disk. Fetches into it come one after the other, in this process and, by a lock on a file beside it, in
 * others; reading goes on meanwhile, since git's objects never change.
 */
final class MirrorDirectory {
    private static final String CHANGED_PATHS = "kargo-changed-paths";

    private final Path path;
    private final GitUsage usage;
    private final ReentrantLock updating = new ReentrantLock(true);
    private final Map<String, Done> done = new HashMap<>();
    /** Held for reading while somebody reads, and for writing while the directory is exchanged. */
    private final ReentrantReadWriteLock replacing = new ReentrantReadWriteLock();

    private ChangedPaths changedPaths;
    private volatile boolean damaged;

    /** A finished update. @param started by {@link System#nanoTime()} */
    private record Done(long started, Object result) {}

    @FunctionalInterface
    interface Reading<T> {
        T of(Repository repository, RevWalk walk) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    interface Update<T> {
        T run() throws GitException;
    }

    MirrorDirectory(Path path, GitUsage usage) {
        this.path = path;
        this.usage = usage;
    }

    Path path() {
        return path;
    }

    /** Reads the mirror; a mirror that turns out to be damaged is thrown away and made anew by the next update. */
    <T> T read(Reading<T> reading) throws GitException, InterruptedException {
        replacing.readLock().lockInterruptibly();
        try (Repository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            return reading.of(repository, walk);
        } catch (GitException e) {
            throw e;
        } catch (IOException e) {
            damaged |= e instanceof MissingObjectException || e instanceof CorruptObjectException;
            throw new GitException("The mirror " + path + " cannot be read: " + e.getMessage(), e);
        } finally {
            replacing.readLock().unlock();
        }
    }

    /** For updates and {@link #read}. */
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
            changedPaths = new ChangedPaths(path.resolve(CHANGED_PATHS), usage);
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
                if (damaged || MirrorRepack.isDue(path)) {
                    exchange();
                }
                create(path);
                T result = update.run();
                Files.setLastModifiedTime(path, FileTime.fromMillis(System.currentTimeMillis()));
                done.put(name, new Done(started, result));
                return result;
            } catch (IOException e) {
                throw e instanceof GitException git
                        ? git
                        : new GitException("The mirror " + path + " cannot be updated: " + e.getMessage(), e);
            }
        } finally {
            updating.unlock();
        }
    }

    /** Deletes the mirror when nobody has updated it since; @return whether it is gone. */
    boolean deleteUnlessUsedSince(Instant since) throws IOException {
        if (!updating.tryLock()) {
            return false;
        }
        try {
            if (Files.exists(path)
                    && Files.getLastModifiedTime(path).toInstant().isAfter(since)) {
                return false;
            }
            if (!replacing.writeLock().tryLock()) {
                return false;
            }
            try {
                MirrorRepack.delete(path);
                Files.deleteIfExists(path.resolveSibling(path.getFileName() + ".lock"));
                done.clear();
                synchronized (this) {
                    changedPaths = null;
                }
                return true;
            } finally {
                replacing.writeLock().unlock();
            }
        } finally {
            updating.unlock();
        }
    }

    /** Puts a repacked copy in the mirror's place, or nothing when the mirror is damaged. */
    private void exchange() throws IOException, InterruptedException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        MirrorRepack.delete(next);
        if (!damaged) {
            create(next);
            MirrorRepack.copy(path, next);
            MirrorRepack.keep(path.resolve(CHANGED_PATHS), next.resolve(CHANGED_PATHS));
        }
        replacing.writeLock().lockInterruptibly();
        try {
            MirrorRepack.delete(path);
            if (!damaged) {
                Files.move(next, path);
            }
            damaged = false;
            done.clear();
        } finally {
            replacing.writeLock().unlock();
        }
    }

    private static void create(Path directory) throws IOException {
        if (Files.exists(directory.resolve("HEAD"))) {
            return;
        }
        Files.createDirectories(directory);
        try (Repository repository = new FileRepositoryBuilder()
                .setBare()
                .setGitDir(directory.toFile())
                .build()) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            // Nobody pushes into a mirror, and JGit's own clean-up could not cope with blobs that are left out.
            config.setInt("gc", null, "auto", 0);
            config.setBoolean("core", null, "logAllRefUpdates", false);
            config.setBoolean("uploadpack", null, "allowFilter", true);
            config.save();
        }
    }
}
