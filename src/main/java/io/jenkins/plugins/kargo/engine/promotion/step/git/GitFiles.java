package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads refs and the remote where git keeps them, since starting a program takes longer than all else that these steps do
 * for a small repository. What is not found here may be there all the same, in a format that only git knows.
 */
final class GitFiles {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern REMOTE =
            Pattern.compile("\\[remote \"origin\"]\\R(?:\\s+(?!url)[a-z]+ = .*\\R)*\\s+url = ([^\\s\"\\\\;#]+)\\R");
    private static final String SYMBOLIC = "ref: ";
    private static final int DEEPEST = 5;

    private final Path gitDirectory;
    private final Path commonDirectory;

    /** @param gitDirectory of the repository, or of one of its work trees */
    GitFiles(@NonNull Path gitDirectory) throws IOException {
        this.gitDirectory = gitDirectory;
        Path common = gitDirectory.resolve("commondir");
        commonDirectory = Files.isRegularFile(common)
                ? gitDirectory.resolve(Files.readString(common).strip()).normalize()
                : gitDirectory;
    }

    /** What HEAD refers to, such as {@code refs/heads/main}; empty when it is a commit or not known. */
    @NonNull
    Optional<String> target() throws IOException {
        String head = read(gitDirectory.resolve("HEAD"));
        return head.startsWith(SYMBOLIC) ? Optional.of(head.substring(SYMBOLIC.length())) : Optional.empty();
    }

    /** The commit of HEAD. */
    @NonNull
    Optional<String> head() throws IOException {
        String head = read(gitDirectory.resolve("HEAD"));
        return head.startsWith(SYMBOLIC) ? commit(head.substring(SYMBOLIC.length())) : id(head);
    }

    /** @param ref full name, such as {@code refs/heads/main} */
    @NonNull
    Optional<String> commit(@NonNull String ref) throws IOException {
        String name = ref;
        for (int depth = 0; depth < DEEPEST; depth++) {
            String loose = read(commonDirectory.resolve(name));
            if (!loose.startsWith(SYMBOLIC)) {
                return loose.isEmpty() ? packed(name) : id(loose);
            }
            name = loose.substring(SYMBOLIC.length());
        }
        return Optional.empty();
    }

    /** The URL that was cloned; empty when it is written in a way that only git reads, or more than once. */
    @NonNull
    Optional<String> remote() throws IOException {
        Path config = commonDirectory.resolve("config");
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        List<String> urls = REMOTE.matcher(Files.readString(config))
                .results()
                .map(found -> found.group(1))
                .toList();
        return urls.size() == 1 ? Optional.of(urls.get(0)) : Optional.empty();
    }

    private Optional<String> packed(String ref) throws IOException {
        Path file = commonDirectory.resolve("packed-refs");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String end = ' ' + ref;
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith(end))
                    .map(line -> line.substring(0, line.length() - end.length()))
                    .filter(COMMIT.asMatchPredicate())
                    .findFirst();
        }
    }

    private static Optional<String> id(String text) {
        return COMMIT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    }
}
