package io.jenkins.plugins.kargo.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every target over its corpus, and for a few seconds over changes of it: the same changes in every run. */
class FuzzTargetsTest {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final int LONGEST = 4096;

    enum Target {
        EXPRESSION(FuzzExpression::fuzzerTestOneInput),
        TEMPLATE(FuzzTemplate::fuzzerTestOneInput),
        YAML_UPDATE(FuzzYamlUpdate::fuzzerTestOneInput),
        UNTAR(FuzzUntar::fuzzerTestOneInput),
        MANIFEST(FuzzManifest::fuzzerTestOneInput);

        @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
        private final Consumer<byte[]> body;

        Target(Consumer<byte[]> body) {
            this.body = body;
        }

        List<byte[]> corpus() throws IOException, URISyntaxException {
            String folder = name().toLowerCase(Locale.ROOT).replace('_', '-');
            Path path = Path.of(Objects.requireNonNull(FuzzTargetsTest.class.getResource(folder), folder)
                    .toURI());
            try (Stream<Path> files = Files.list(path)) {
                return files.sorted()
                        .map(file -> {
                            try {
                                return Files.readAllBytes(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .toList();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void itsCorpusFindsNothing(Target target) throws Exception {
        assertThat(target.corpus()).isNotEmpty().allSatisfy(input -> check(target, input));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void changesOfItsCorpusFindNothing(Target target) throws Exception {
        List<byte[]> corpus = target.corpus();
        Random random = new Random(20_261_121);
        long end = System.nanoTime() + TIME.toNanos();
        while (System.nanoTime() < end) {
            byte[] input = corpus.get(random.nextInt(corpus.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                input = changed(input, corpus, random);
            }
            check(target, input);
        }
    }

    private static void check(Target target, byte[] input) {
        assertThatCode(() -> target.body.accept(input))
                .as(() -> "input in base64: " + Base64.getEncoder().encodeToString(input))
                .doesNotThrowAnyException();
    }

    /** A byte changed, a piece taken out, doubled, or put in from another input. */
    private static byte[] changed(byte[] input, List<byte[]> corpus, Random random) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(16));
        byte[] head = Arrays.copyOf(input, from);
        byte[] tail = Arrays.copyOfRange(input, to, input.length);
        byte[] piece =
                switch (random.nextInt(4)) {
                    case 0 -> new byte[] {(byte) random.nextInt(256)};
                    case 1 -> new byte[0];
                    case 2 -> {
                        byte[] twice = Arrays.copyOfRange(input, from, Math.max(to, from));
                        byte[] both = Arrays.copyOf(twice, twice.length * 2);
                        System.arraycopy(twice, 0, both, twice.length, twice.length);
                        yield both;
                    }
                    default -> {
                        byte[] other = corpus.get(random.nextInt(corpus.size()));
                        int start = random.nextInt(other.length + 1);
                        yield Arrays.copyOfRange(other, start, Math.min(other.length, start + random.nextInt(64)));
                    }
                };
        byte[] all = Arrays.copyOf(head, Math.min(LONGEST, head.length + piece.length + tail.length));
        for (int i = head.length; i < all.length; i++) {
            int at = i - head.length;
            all[i] = at < piece.length ? piece[at] : tail[at - piece.length];
        }
        return all;
    }
}
