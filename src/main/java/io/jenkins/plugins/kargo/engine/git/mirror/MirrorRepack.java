package io.jenkins.plugins.kargo.engine.git.mirror;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/**
 * Every fetch adds a pack to a mirror, and reading slows down with their number. JGit's own clean-up fails where blobs are
 * left out, so from time to time the mirror is fetched, on this machine, into a new one of a single pack.
 */
final class MirrorRepack {
    private static final int MAX_PACKS = 50;
    private static final String PACK = ".pack";

    private MirrorRepack() {}

    static boolean isDue(Path mirror) throws IOException {
        try (Stream<Path> files = Files.list(mirror.resolve("objects").resolve("pack"))) {
            return files.filter(file -> file.toString().endsWith(PACK)).count() > MAX_PACKS;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** @param to an empty mirror */
    static void copy(Path from, Path to) throws IOException {
        try (Repository repository = new FileRepositoryBuilder()
                        .setBare()
                        .setGitDir(to.toFile())
                        .build();
                Transport transport =
                        Transport.open(repository, from.toAbsolutePath().toString())) {
            transport.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setCheckFetchedObjects(false);
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+refs/*:refs/*")));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    static void keep(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
