package io.jenkins.plugins.kargo.engine.freight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AliasGeneratorTest {

    private final AliasGenerator generator = new AliasGenerator(new Random(42));

    @Test
    void anAliasIsAnAdjectiveAndAnAnimal() {
        String[] words = generator.next(alias -> false).split("-");
        assertThat(words).hasSize(2);
        assertThat(AliasWords.ADJECTIVES).contains(words[0]);
        assertThat(AliasWords.ANIMALS).contains(words[1]);
    }

    @Test
    void theSameSeedGivesTheSameAliases() {
        AliasGenerator again = new AliasGenerator(new Random(42));
        for (int i = 0; i < 20; i++) {
            assertThat(again.next(alias -> false)).isEqualTo(generator.next(alias -> false));
        }
    }

    @Test
    void aTakenAliasIsDrawnAgain() {
        String first = new AliasGenerator(new Random(42)).next(alias -> false);
        assertThat(generator.next(first::equals)).isNotEqualTo(first).matches("[a-z]+-[a-z]+");
    }

    @Test
    void whenNoPairIsFreeANumberIsAppended() {
        Set<String> asked = new HashSet<>();
        String alias = generator.next(candidate -> {
            asked.add(candidate);
            return !candidate.endsWith("-3");
        });
        assertThat(alias).matches("[a-z]+-[a-z]+-3");
        assertThat(asked).hasSizeLessThanOrEqualTo(AliasGenerator.DRAWS + 2);
    }

    @Test
    void whenNothingAtAllIsFreeItSaysSo() {
        assertThatThrownBy(() -> generator.next(alias -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("No alias is free for new Freight");
    }

    @Test
    void theWordListsAreLongSortedAndFitForLabels() {
        for (List<String> words : List.of(AliasWords.ADJECTIVES, AliasWords.ANIMALS)) {
            assertThat(words).hasSizeGreaterThanOrEqualTo(150).isSorted().doesNotHaveDuplicates();
            assertThat(words).allMatch(w -> w.matches("[a-z]{2,20}"));
        }
        assertThat(Stream.concat(AliasWords.ADJECTIVES.stream(), AliasWords.ANIMALS.stream()))
                .as("no word is in both lists")
                .doesNotHaveDuplicates();
    }
}
