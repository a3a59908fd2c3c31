package io.jenkins.plugins.kargo.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncedTest {
    @TempDir
    Path job;

    @Test
    void whatWasAnnouncedOutlivesTheController() throws Exception {
        new Announced(job).add(List.of("freight a", "freight b"));
        new Announced(job).add(List.of("freight b", "freight c"));

        assertThat(new Announced(job).keys()).containsExactly("freight a", "freight b", "freight c");
    }

    @Test
    void whatCameToNothingIsForgotten() throws Exception {
        new Announced(job).add(List.of("freight a", "freight b"));
        new Announced(job).remove(List.of("freight b", "never announced"));

        assertThat(new Announced(job).keys()).containsExactly("freight a");
        try (Stream<Path> files = Files.list(job)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theFileDoesNotGrowForEver() throws Exception {
        List<String> many =
                IntStream.range(0, 600).mapToObj(i -> "freight " + i).toList();
        new Announced(job).add(many);

        assertThat(new Announced(job).keys()).isEqualTo(many.subList(100, 600));
    }
}
