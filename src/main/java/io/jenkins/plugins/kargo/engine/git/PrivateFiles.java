package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that only its owner may enter, for secrets that a program needs while it runs; gone when closed. */
final class PrivateFiles implements AutoCloseable {
    static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path directory;

    private PrivateFiles(Path directory) {
        this.directory = directory;
    }

    /** @param parent created when missing */
    static PrivateFiles create(@NonNull Path parent, @NonNull String prefix) throws IOException {
        Files.createDirectories(parent);
        return new PrivateFiles(Files.createTempDirectory(parent, prefix, onlyOwner("rwx------")));
    }

    @NonNull
    Path directory() {
        return directory;
    }

    @NonNull
    Path folder(@NonNull String name) throws IOException {
        return Files.createDirectory(directory.resolve(name), onlyOwner("rwx------"));
    }

    @NonNull
    Path secret(@NonNull String name, @NonNull String text) throws IOException {
        Path file = Files.createFile(directory.resolve(name), onlyOwner("rw-------"));
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }

    /** A script of the machine's shell. */
    @NonNull
    Path program(@NonNull String name, @NonNull String text) throws IOException {
        Path file = Files.createFile(directory.resolve(WINDOWS ? name + ".bat" : name), onlyOwner("rwx------"));
        Files.writeString(file, WINDOWS ? text.replace("\n", "\r\n") : text, StandardCharsets.UTF_8);
        return file;
    }

    /** As it stands in a script. */
    @NonNull
    static String quoted(@NonNull Path path) {
        return WINDOWS ? path.toString() : shellQuoted(path.toString());
    }

    @NonNull
    static String shellQuoted(@NonNull String text) {
        return '\'' + text.replace("'", "'\\''") + '\'';
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        // On Windows the directory lies in the agent's own folder, whose access list it inherits.
        return WINDOWS
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                };
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            // A daemon that ends takes its sockets away while we look.
            close();
            return;
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
