package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Paths of YAML as paths of this machine. They are relative to the work dir, a leading slash means the work dir as in
 * Kargo, and nothing outside is reached: neither by {@code ..} nor by symbolic links.
 */
public final class WorkPaths {
    /** Our own folder of a work dir. */
    public static final String RESERVED = ".kargo";

    private WorkPaths() {}

    /**
     * @param workDir absolute
     * @param path need not exist
     * @return absolute, with every symbolic link resolved
     * @throws StepFailure when the path leads out of the work dir
     */
    @NonNull
    public static Path resolve(@NonNull Path workDir, @NonNull String path) throws IOException, StepFailure {
        return walk(workDir, path, true);
    }

    /** As {@link #resolve}, but a symbolic link at the end of the path stands for itself, not for what it points to. */
    @NonNull
    public static Path resolveLink(@NonNull Path workDir, @NonNull String path) throws IOException, StepFailure {
        return walk(workDir, path, false);
    }

    /** As {@link #resolve}, and neither git's own files nor ours may be the target. */
    @NonNull
    public static Path resolveForWriting(@NonNull Path workDir, @NonNull String path) throws IOException, StepFailure {
        Path root = workDir.toRealPath();
        Path target = walk(workDir, path, true);
        checkWritable(root, target, path);
        return target;
    }

    /** @throws StepFailure when {@code target}, below {@code root}, belongs to git or to us */
    public static void checkWritable(@NonNull Path root, @NonNull Path target, @NonNull String path)
            throws StepFailure {
        Path relative = root.relativize(target);
        for (Path name : relative) {
            if (name.toString().equalsIgnoreCase(".git")) {
                throw new StepFailure("writing to the .git directory is forbidden: \"" + path + '"');
            }
        }
        if (relative.startsWith(RESERVED)) {
            throw new StepFailure("the directory " + RESERVED + " is reserved: \"" + path + '"');
        }
    }

    /**
     * Checks the links in a directory that a program is going to read or write.
     *
     * @param directory inside the work dir; need not exist
     * @throws StepFailure when a link in it leads out of the work dir
     */
    public static void checkLinks(@NonNull Path workDir, @NonNull Path directory) throws IOException, StepFailure {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Path root = workDir.toRealPath();
        List<Path> links;
        try (Stream<Path> files = Files.walk(directory)) {
            links = files.filter(Files::isSymbolicLink).toList();
        }
        for (Path link : links) {
            Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
            boolean inside = Files.exists(link) ? link.toRealPath().startsWith(root) : target.startsWith(root);
            if (!inside) {
                throw new StepFailure("the symbolic link " + root.relativize(link) + " leaves the work dir");
            }
        }
    }

    /** A path of the work dir for a program that runs in it: relative, with slashes, and never taken for an option. */
    @NonNull
    public static String argument(@NonNull Path workDir, @NonNull Path path) throws IOException {
        return "./" + workDir.toRealPath().relativize(path).toString().replace('\\', '/');
    }

    private static Path walk(Path workDir, String path, boolean followLast) throws IOException, StepFailure {
        Path root = workDir.toRealPath();
        Path relative = lexical(path);
        Path current = root;
        for (int i = 0; i < relative.getNameCount(); i++) {
            Path next = current.resolve(relative.getName(i));
            boolean last = i == relative.getNameCount() - 1;
            if (Files.isSymbolicLink(next) && (followLast || !last)) {
                next = follow(root, next, path);
            }
            current = next;
        }
        return current.normalize();
    }

    private static Path lexical(String path) throws StepFailure {
        // Only Windows takes a backslash for a separator.
        String slashes = File.separatorChar == '\\' ? path.replace('\\', '/') : path;
        Path lexical;
        try {
            lexical = Path.of("", slashes.split("/+")).normalize();
        } catch (InvalidPathException e) {
            throw new StepFailure("\"" + path + "\" is not a path: " + e.getReason(), e);
        }
        if (lexical.getRoot() != null || lexical.startsWith("..")) {
            throw new StepFailure("path \"" + path + "\" leaves the work dir: "
                    + "give a path inside it, such as the one that git-clone checked out to");
        }
        return lexical;
    }

    private static Path follow(Path root, Path link, String path) throws StepFailure {
        Path target;
        try {
            target = link.toRealPath();
        } catch (IOException e) {
            throw new StepFailure(
                    "path \"" + path + "\" goes through the symbolic link " + root.relativize(link)
                            + ", which points to nothing",
                    e);
        }
        if (!target.startsWith(root)) {
            throw new StepFailure(
                    "path \"" + path + "\" leaves the work dir through the symbolic link " + root.relativize(link));
        }
        return target;
    }
}
