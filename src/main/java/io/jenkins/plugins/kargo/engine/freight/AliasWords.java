package io.jenkins.plugins.kargo.engine.freight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The word lists that come with the plugin: lower-case ASCII letters, one word a line, sorted. */
final class AliasWords {

    static final List<String> ADJECTIVES = read("alias-adjectives.txt");
    static final List<String> ANIMALS = read("alias-animals.txt");

    private AliasWords() {}

    private static List<String> read(String resource) {
        try (InputStream in = AliasWords.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The plugin's file is incomplete: " + resource + " is missing from it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource + " from the plugin's file", e);
        }
    }
}
