package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads and writes the text files that steps edit. */
public final class TextFiles {
    /** Larger than any manifest that a cluster takes, small enough for an agent's memory. */
    public static final int LIMIT = 16 << 20;

    private TextFiles() {}

    /** @param name for messages, as YAML gives it; @throws IOException also when it is too long or not UTF-8 */
    @NonNull
    public static String read(@NonNull Path file, @NonNull String name) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("\"" + name + "\" is a directory, not a file");
        }
        try {
            if (Files.size(file) > LIMIT) {
                throw new IOException("file \"" + name + "\" is larger than " + (LIMIT >> 20) + " MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new IOException("file \"" + name + "\" does not exist", e);
        } catch (CharacterCodingException e) {
            throw new IOException("file \"" + name + "\" is not UTF-8 text", e);
        }
    }

    /** Leaves the file alone when it has that text already. */
    public static void write(@NonNull Path file, @NonNull String before, @NonNull String after) throws IOException {
        if (!before.equals(after)) {
            Files.writeString(file, after, StandardCharsets.UTF_8);
        }
    }
}
