package io.jenkins.plugins.kargo.engine.git.mirror;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The paths that commits changed against their first parent, as {@code git show --name-only --no-renames --first-parent}
 * names them. Computed once for each commit of a mirror, whoever asks, and kept beside it in a file that only grows.
 * Thread-safe.
 */
final class ChangedPaths {
    private static final Logger LOGGER = Logger.getLogger(ChangedPaths.class.getName());

    private final Path file;
    private final GitUsage usage;
    private final Map<ObjectId, byte[]> known = new HashMap<>();
    private final ByteArrayOutputStream unsaved = new ByteArrayOutputStream();

    ChangedPaths(Path file, GitUsage usage) {
        this.file = file;
        this.usage = usage;
        if (Files.exists(file)) {
            load();
        }
    }

    /** @param walk of the repository that has the commit; its body must be parsed */
    List<String> of(RevWalk walk, RevCommit commit) throws IOException {
        byte[] paths;
        synchronized (this) {
            paths = known.get(commit);
        }
        if (paths == null) {
            usage.compared();
            paths = String.join("\0", compute(walk, commit)).getBytes(StandardCharsets.UTF_8);
            remember(commit.copy(), paths);
        }
        return paths.length == 0 ? List.of() : List.of(new String(paths, StandardCharsets.UTF_8).split("\0"));
    }

    private static List<String> compute(RevWalk walk, RevCommit commit) throws IOException {
        List<String> paths = new ArrayList<>();
        try (TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            trees.addTree(commit.getTree());
            trees.setFilter(TreeFilter.ANY_DIFF);
            trees.setRecursive(true);
            while (trees.next()) {
                paths.add(trees.getPathString());
            }
        }
        return Collections.unmodifiableList(paths);
    }

    private synchronized void remember(ObjectId commit, byte[] paths) throws IOException {
        if (known.put(commit, paths) == null) {
            DataOutputStream out = new DataOutputStream(unsaved);
            byte[] id = new byte[20];
            commit.copyRawTo(id, 0);
            out.write(id);
            out.writeInt(paths.length);
            out.write(paths);
        }
    }

    /** Appends what is new; a failure costs another computation after a restart, no more. */
    synchronized void save() {
        if (unsaved.size() == 0) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(unsaved.toByteArray());
            unsaved.reset();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Changed paths cannot be written to " + file, e);
        }
    }

    /** A half-written record at the end, as a crash leaves it, is cut off. */
    private void load() {
        long whole = 0;
        try {
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
                byte[] id = new byte[20];
                while (true) {
                    in.readFully(id);
                    int length = in.readInt();
                    if (length < 0 || length > Files.size(file)) {
                        break;
                    }
                    byte[] paths = new byte[length];
                    in.readFully(paths);
                    known.put(ObjectId.fromRaw(id), paths);
                    whole += id.length + Integer.BYTES + length;
                }
            } catch (EOFException e) {
                LOGGER.log(Level.FINE, "Read {0} changed paths", known.size());
            }
            if (whole < Files.size(file)) {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.truncate(whole);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Changed paths cannot be read from " + file, e);
        }
    }
}
