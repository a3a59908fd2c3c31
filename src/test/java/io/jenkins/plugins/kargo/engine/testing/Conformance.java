package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** The conformance data beside the checkout; a test that needs it is skipped, saying so, where it is absent. */
public final class Conformance {
    public static final ObjectMapper JSON = new ObjectMapper();

    private Conformance() {}

    public static JsonNode read(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String file) {
        Path path = Path.of(System.getProperty("kargo.conformance", "absent"), file);
        Assumptions.assumeTrue(Files.isRegularFile(path), () -> "no conformance data at " + path);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of a file that holds an array. */
    public static Stream<JsonNode> cases(String file) {
        return StreamSupport.stream(read(file).spliterator(), false);
    }
}
