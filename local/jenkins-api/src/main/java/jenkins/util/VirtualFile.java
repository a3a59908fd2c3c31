package jenkins.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Files of a build, wherever they are kept; here in directories of the controller. */
public abstract class VirtualFile implements Comparable<VirtualFile>, Serializable {
    @NonNull
    public abstract VirtualFile child(@NonNull String name);

    public abstract long length() throws IOException;

    /** Patterns are those of Ant, as far as {@code java.nio} has the same. */
    @NonNull
    public Collection<String> list(@NonNull String includes, @CheckForNull String excludes, boolean useDefaultExcludes)
            throws IOException {
        throw new UnsupportedOperationException(getClass() + " lists nothing");
    }

    public static VirtualFile forFile(final File f) {
        return new Local(f);
    }

    private static final class Local extends VirtualFile {
        private final File file;

        Local(File file) {
            this.file = file;
        }

        @Override
        public VirtualFile child(String name) {
            return new Local(new File(file, name));
        }

        @Override
        public long length() {
            return file.length();
        }

        @Override
        public Collection<String> list(String includes, String excludes, boolean useDefaultExcludes)
                throws IOException {
            Path root = file.toPath();
            if (!Files.isDirectory(root)) {
                return List.of();
            }
            List<PathMatcher> matchers = Stream.of(includes.split(","))
                    .flatMap(pattern -> pattern.startsWith("**/")
                            ? Stream.of(pattern, pattern.substring("**/".length()))
                            : Stream.of(pattern))
                    .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                    .toList();
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(Files::isRegularFile)
                        .map(root::relativize)
                        .filter(path -> matchers.stream().anyMatch(matcher -> matcher.matches(path)))
                        .map(path -> path.toString().replace(File.separatorChar, '/'))
                        .toList();
            }
        }

        @Override
        public int compareTo(VirtualFile o) {
            return o instanceof Local other ? file.compareTo(other.file) : 1;
        }

        @Override
        public boolean equals(Object obj) {
            return obj instanceof Local other && file.equals(other.file);
        }

        @Override
        public int hashCode() {
            return file.hashCode();
        }
    }
}
