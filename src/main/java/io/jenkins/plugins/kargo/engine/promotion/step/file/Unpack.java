package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks an archive beside the target and then puts it in its place, so that a damaged one leaves the target as it was.
 * Members whose names lead elsewhere are left out, as in Kargo.
 */
public record Unpack(
        @NonNull String inPath,
        @NonNull String outPath,
        int stripComponents,
        @NonNull String ignore) implements Workspace.FileOperation<Integer> {
    @Override
    public Integer run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path in = WorkPaths.resolve(workDir, inPath);
        Path out = WorkPaths.resolveForWriting(workDir, outPath);
        if (!Files.isRegularFile(in)) {
            throw new IOException("failed to open tar file \"" + inPath + "\": there is no such file");
        }
        if (Files.size(in) == 0) {
            throw new IOException("failed to extract tar file \"" + inPath + "\": the file is empty");
        }
        if (out.equals(workDir.toRealPath()) || Files.exists(out.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
            throw new StepFailure("outPath \"" + outPath + "\" would be replaced with all that it holds, and it is the "
                    + "work dir or a checkout: unpack to another directory and copy from there");
        }
        Path temporary =
                Files.createTempDirectory(Files.createDirectories(workDir.resolve(WorkPaths.RESERVED)), "untar");
        try {
            int members = unpack(in, temporary, log);
            Files.createDirectories(out.getParent());
            FileTrees.delete(out);
            Files.move(temporary, out);
            log.line("Unpacked files, directories and links: " + members);
            return members;
        } catch (IOException e) {
            throw new IOException("failed to extract tar file \"" + inPath + "\": " + e.getMessage(), e);
        } finally {
            FileTrees.delete(temporary);
        }
    }

    private int unpack(Path archive, Path target, PromotionLog log) throws IOException {
        FileModes.set(target, 0750);
        IgnoreRules rules = new IgnoreRules(ignore);
        ArchiveLimits limits = new ArchiveLimits();
        Map<Path, String> links = new LinkedHashMap<>();
        int members = 0;
        try (InputStream in = open(archive)) {
            TarReader reader = new TarReader(in);
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                String name = name(entry);
                if (name.isEmpty() || entry.kind() == TarEntry.Kind.OTHER || isLeftOut(rules, name, entry)) {
                    limits.pass(entry);
                    if (entry.kind() == TarEntry.Kind.OTHER && !name.isEmpty()) {
                        log.line("Left out " + entry.name() + ", which is a hard link, a device or the like");
                    }
                    continue;
                }
                limits.add(entry);
                if (!isSafe(name) || (entry.kind() == TarEntry.Kind.SYMLINK && !isSafe(entry.link()))) {
                    log.line("Left out " + entry.name() + ", which leads out of the archive");
                    continue;
                }
                members++;
                Path path = target.resolve(name);
                if (entry.kind() == TarEntry.Kind.SYMLINK) {
                    links.put(path, entry.link());
                } else {
                    write(path, entry, reader);
                }
            }
        }
        // At the end, so that no member is written through a link.
        for (Map.Entry<Path, String> link : links.entrySet()) {
            Files.createDirectories(link.getKey().getParent());
            if (!Files.exists(link.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
            }
        }
        return members;
    }

    private static InputStream open(Path archive) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        in.mark(2);
        byte[] magic = in.readNBytes(2);
        in.reset();
        return magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b ? new GZIPInputStream(in) : in;
    }

    /**
     * Without the components that are to be dropped; empty when nothing is left. A dot at the beginning is one of them, as
     * for tar itself.
     */
    private String name(TarEntry entry) {
        List<String> parts = Arrays.asList(entry.name().replaceFirst("/+$", "").split("/"));
        if (parts.size() <= stripComponents) {
            return "";
        }
        String name =
                String.join("/", parts.subList(stripComponents, parts.size())).replaceFirst("^(?:\\./+)+", "");
        return name.equals(".") ? "" : name;
    }

    private static boolean isLeftOut(IgnoreRules rules, String name, TarEntry entry) {
        List<String> parts = Arrays.asList(name.split("/"));
        for (int i = 1; i < parts.size(); i++) {
            if (rules.leavesOut(String.join("/", parts.subList(0, i)), true)) {
                return true;
            }
        }
        return rules.leavesOut(name, entry.kind() == TarEntry.Kind.DIRECTORY);
    }

    private static boolean isSafe(String name) {
        return !name.isEmpty()
                && !name.startsWith("/")
                && !name.contains("\\")
                && !name.contains(":")
                && name.indexOf('\0') < 0
                && Arrays.stream(name.split("/")).noneMatch(part -> part.equals("..") || part.equalsIgnoreCase(".git"));
    }

    private static void write(Path path, TarEntry entry, TarReader reader) throws IOException {
        if (entry.kind() == TarEntry.Kind.DIRECTORY) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        FileTrees.delete(path);
        Files.copy(reader.content(), path);
        FileModes.set(path, entry.mode());
        if (entry.modified() > 0) {
            Files.setLastModifiedTime(path, FileTime.fromMillis(entry.modified() * 1000));
        }
    }
}
