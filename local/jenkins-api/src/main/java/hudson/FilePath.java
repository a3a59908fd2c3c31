package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.remoting.LocalChannel;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.FileFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.remoting.RoleSensitive;

/** A path on this machine. The real one reaches agents too; here another channel than the local one is refused. */
public final class FilePath implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern ABSOLUTE = Pattern.compile("/.*|\\\\\\\\.*|[A-Za-z]:[\\\\/].*");

    @NonNull
    public static final LocalChannel localChannel = new LocalChannel(null);

    private final transient VirtualChannel channel;
    private final String remote;

    public FilePath(@CheckForNull VirtualChannel channel, @NonNull String remote) {
        this.channel = channel == localChannel ? null : channel;
        this.remote = normalize(remote);
    }

    public FilePath(@NonNull File localPath) {
        this((VirtualChannel) null, localPath.getPath());
    }

    public FilePath(@NonNull FilePath base, @NonNull String rel) {
        this(base.channel, ABSOLUTE.matcher(rel).matches() ? rel : base.remote + '/' + rel);
    }

    /** Removes {@code .}, {@code ..} and doubled separators as far as that needs no look at the file system. */
    public static String normalize(@NonNull String path) {
        boolean absolute = path.startsWith("/");
        List<String> parts = new ArrayList<>();
        for (String part : path.split("[/]+")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")
                    && !parts.isEmpty()
                    && !parts.get(parts.size() - 1).equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.equals("..") || !absolute) {
                parts.add(part);
            }
        }
        String joined = String.join("/", parts);
        if (absolute) {
            return '/' + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }

    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        return callable.invoke(local(), localChannel);
    }

    public <V, E extends Throwable> V act(Callable<V, E> callable) throws IOException, InterruptedException, E {
        local();
        return callable.call();
    }

    private File local() {
        if (channel != null) {
            throw new UnsupportedOperationException(remote + " lies on another machine, only local files exist here");
        }
        return new File(remote);
    }

    private Path path() {
        return local().toPath();
    }

    public String getRemote() {
        return remote;
    }

    public VirtualChannel getChannel() {
        return channel == null ? localChannel : channel;
    }

    public boolean isRemote() {
        return channel != null;
    }

    @CheckForNull
    public Computer toComputer() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null || channel != null ? null : jenkins.toComputer();
    }

    public URI toURI() throws IOException, InterruptedException {
        return local().toURI();
    }

    public FilePath absolutize() throws IOException, InterruptedException {
        return new FilePath(channel, local().getCanonicalPath());
    }

    public void mkdirs() throws IOException, InterruptedException {
        Files.createDirectories(path());
    }

    public void deleteRecursive() throws IOException, InterruptedException {
        Util.deleteRecursive(local());
    }

    public void deleteContents() throws IOException, InterruptedException {
        Util.deleteContentsRecursive(local());
    }

    public String getBaseName() {
        String name = getName();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    public String getName() {
        String trimmed =
                remote.endsWith("/") || remote.endsWith("\\") ? remote.substring(0, remote.length() - 1) : remote;
        return trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
    }

    @CheckForNull
    public FilePath sibling(String rel) {
        FilePath parent = getParent();
        return parent == null ? null : parent.child(rel);
    }

    public FilePath withSuffix(String suffix) {
        return new FilePath(channel, remote + suffix);
    }

    @NonNull
    public FilePath child(String relOrAbsolute) {
        return new FilePath(this, relOrAbsolute);
    }

    @CheckForNull
    public FilePath getParent() {
        int separator = remote.lastIndexOf('/');
        if (separator < 0 || remote.equals("/")) {
            return null;
        }
        return new FilePath(channel, separator == 0 ? "/" : remote.substring(0, separator));
    }

    public FilePath createTempFile(String prefix, String suffix) throws IOException, InterruptedException {
        return new FilePath(
                channel, File.createTempFile(prefix, suffix, local()).getPath());
    }

    public FilePath createTextTempFile(String prefix, String suffix, String contents)
            throws IOException, InterruptedException {
        return createTextTempFile(prefix, suffix, contents, true);
    }

    public FilePath createTextTempFile(String prefix, String suffix, String contents, boolean inThisDirectory)
            throws IOException, InterruptedException {
        File directory = inThisDirectory ? local() : null;
        if (directory != null) {
            Files.createDirectories(directory.toPath());
        }
        File file = File.createTempFile(prefix, suffix, directory);
        Files.writeString(file.toPath(), contents, Charset.defaultCharset());
        return new FilePath(channel, file.getPath());
    }

    public FilePath createTempDir(String prefix, String suffix) throws IOException, InterruptedException {
        String name = suffix == null || suffix.isEmpty() ? prefix : prefix + '.' + suffix;
        return new FilePath(channel, Files.createTempDirectory(path(), name).toString());
    }

    public boolean delete() throws IOException, InterruptedException {
        Files.deleteIfExists(path());
        return true;
    }

    public boolean exists() throws IOException, InterruptedException {
        return local().exists();
    }

    public long lastModified() throws IOException, InterruptedException {
        return local().lastModified();
    }

    public void touch(long timestamp) throws IOException, InterruptedException {
        if (!Files.exists(path())) {
            Files.createFile(path());
        }
        Files.setLastModifiedTime(path(), FileTime.fromMillis(timestamp));
    }

    public boolean isDirectory() throws IOException, InterruptedException {
        return local().isDirectory();
    }

    public long length() throws IOException, InterruptedException {
        return local().length();
    }

    public void chmod(int mask) throws IOException, InterruptedException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mask & (0400 >> bit)) != 0) {
                permissions.add(all[bit]);
            }
        }
        Files.setPosixFilePermissions(path(), permissions);
    }

    public int mode() throws IOException, InterruptedException {
        int mode = 0;
        for (PosixFilePermission permission : Files.getPosixFilePermissions(path())) {
            mode |= 0400 >> permission.ordinal();
        }
        return mode;
    }

    @NonNull
    public List<FilePath> list() throws IOException, InterruptedException {
        return list((FileFilter) null);
    }

    @NonNull
    public List<FilePath> listDirectories() throws IOException, InterruptedException {
        return list(File::isDirectory);
    }

    @NonNull
    public List<FilePath> list(FileFilter filter) throws IOException, InterruptedException {
        List<FilePath> found = new ArrayList<>();
        File[] children = local().listFiles(filter);
        if (children != null) {
            for (File child : children) {
                found.add(new FilePath(channel, child.getPath()));
            }
        }
        return found;
    }

    public InputStream read() throws IOException, InterruptedException {
        return Files.newInputStream(path());
    }

    public String readToString() throws IOException, InterruptedException {
        return new String(Files.readAllBytes(path()), Charset.defaultCharset());
    }

    public OutputStream write() throws IOException, InterruptedException {
        createParent(path());
        return Files.newOutputStream(path());
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        createParent(path());
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        Files.write(path(), content.getBytes(charset));
    }

    private static void createParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    public String digest() throws IOException, InterruptedException {
        return Util.getDigestOf(read());
    }

    public void copyFrom(InputStream in) throws IOException, InterruptedException {
        try (OutputStream out = write()) {
            in.transferTo(out);
        }
    }

    public void copyFrom(FilePath src) throws IOException, InterruptedException {
        src.copyTo(this);
    }

    public void renameTo(FilePath target) throws IOException, InterruptedException {
        Files.move(path(), target.path(), LinkOption.NOFOLLOW_LINKS);
    }

    public void copyTo(FilePath target) throws IOException, InterruptedException {
        createParent(target.path());
        Files.copy(path(), target.path(), StandardCopyOption.REPLACE_EXISTING);
    }

    public void copyTo(OutputStream os) throws IOException, InterruptedException {
        Files.copy(path(), os);
    }

    public int copyRecursiveTo(FilePath target) throws IOException, InterruptedException {
        Path from = path();
        Path to = target.path();
        int[] files = {0};
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
                files[0]++;
                return FileVisitResult.CONTINUE;
            }
        });
        return files[0];
    }

    public void symlinkTo(String target, TaskListener listener) throws IOException, InterruptedException {
        Files.deleteIfExists(path());
        Files.createSymbolicLink(path(), Path.of(target));
    }

    public String readLink() throws IOException, InterruptedException {
        return Files.isSymbolicLink(path()) ? Files.readSymbolicLink(path()).toString() : null;
    }

    public Launcher createLauncher(TaskListener listener) throws IOException, InterruptedException {
        local();
        return new Launcher.LocalLauncher(listener);
    }

    /** Whether the relative path stays below this directory once every link on the way is followed. */
    public boolean isDescendant(@NonNull String potentialChildRelativePath) throws IOException, InterruptedException {
        if (ABSOLUTE.matcher(potentialChildRelativePath).matches()) {
            throw new IllegalArgumentException(
                    "Only a relative path is supported, the given path is absolute: " + potentialChildRelativePath);
        }
        Path base = path().toRealPath();
        Path current = base;
        for (Path name : Path.of(potentialChildRelativePath)) {
            Path next = current.resolve(name).normalize();
            current = Files.exists(next) ? next.toRealPath() : next;
            if (!current.startsWith(base)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FilePath that && remote.equals(that.remote) && channel == that.channel;
    }

    @Override
    public int hashCode() {
        return 31 * (channel == null ? 0 : channel.hashCode()) + remote.hashCode();
    }

    @Override
    public String toString() {
        return remote;
    }
}
