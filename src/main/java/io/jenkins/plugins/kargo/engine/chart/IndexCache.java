package io.jenkins.plugins.kargo.engine.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What one index listed, for one URL and credential: a text file with the validators and a line for each chart. Replaced
 * atomically, so that several readers and writers see a whole one.
 */
final class IndexCache {
    private static final String FORMAT = "kargo chart index 1";
    private static final String SEPARATOR = "\t";

    private final Path file;

    private IndexCache(Path file) {
        this.file = file;
    }

    /** The entity tag and time that the server gave; at least one of them is not empty. */
    record Validators(String etag, String lastModified) {
        HttpCall addTo(HttpCall call) {
            HttpCall conditional = etag.isEmpty() ? call : call.header("If-None-Match", etag);
            return lastModified.isEmpty() ? conditional : conditional.header("If-Modified-Since", lastModified);
        }
    }

    static IndexCache of(Path directory, URI index, @CheckForNull Credential credential) {
        String who = credential == null ? "" : credential.id();
        try {
            byte[] key = (index + "\n" + who).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return new IndexCache(directory.resolve(HexFormat.of().formatHex(hash) + ".index"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when nothing is kept, or nothing that could be asked for conditionally. */
    Optional<Validators> validators() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            if (!FORMAT.equals(reader.readLine())) {
                return Optional.empty();
            }
            String etag = reader.readLine();
            String lastModified = reader.readLine();
            return etag == null || lastModified == null || (etag + lastModified).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Validators(etag, lastModified));
        }
    }

    void replace(InputStream index, HttpAnswer answer) throws IOException {
        Path next = Files.createTempFile(file.getParent(), "index", ".tmp");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(next)) {
                writer.write(FORMAT + '\n');
                writer.write(answer.header("ETag").orElse("") + '\n');
                writer.write(answer.header("Last-Modified").orElse("") + '\n');
                IndexReader.read(index, (name, versions) -> {
                    writer.write(flat(name));
                    for (String version : versions) {
                        writer.write(SEPARATOR + flat(version));
                    }
                    writer.write('\n');
                });
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Keeps it from being deleted as unused. */
    void used() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    }

    List<String> versions(String chart) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(SEPARATOR);
                if (fields.length > 1 && fields[0].equals(chart)) {
                    return new ArrayList<>(List.of(fields).subList(1, fields.length));
                }
            }
            return List.of();
        }
    }

    /** Neither names nor versions hold white space; one that does matches nothing. */
    private static String flat(String text) {
        return text.replaceAll("\\s", " ");
    }
}
