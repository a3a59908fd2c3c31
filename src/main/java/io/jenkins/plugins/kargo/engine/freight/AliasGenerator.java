package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Draws names for people, {@code <adjective>-<animal>}, for new Freight. As safe for threads as the random generator that
 * it is given; the same seed gives the same names.
 */
public final class AliasGenerator {

    /** Drawn this often before a number is appended: by then most of the names must be in use. */
    static final int DRAWS = 50;

    static final int LAST_NUMBER = 100_000;

    private final RandomGenerator random;

    public AliasGenerator(@NonNull RandomGenerator random) {
        this.random = Objects.requireNonNull(random);
    }

    /**
     * Draws again until the alias is unused. When that does not come to an end, {@code -2}, {@code -3} and so on is
     * appended to the last one drawn.
     *
     * @param taken whether other Freight has this alias; called once for each candidate
     * @throws IllegalStateException if nothing at all is free, which means that {@code taken} is wrong
     */
    @NonNull
    public String next(@NonNull Predicate<String> taken) {
        String alias = draw();
        for (int draws = 1; draws <= DRAWS; draws++) {
            if (!taken.test(alias)) {
                return alias;
            }
            if (draws < DRAWS) {
                alias = draw();
            }
        }
        for (int number = 2; number <= LAST_NUMBER; number++) {
            String numbered = alias + '-' + number;
            if (!taken.test(numbered)) {
                return numbered;
            }
        }
        throw new IllegalStateException(
                "No alias is free for new Freight: " + alias + '-' + LAST_NUMBER + " is in use, too");
    }

    private String draw() {
        return draw(AliasWords.ADJECTIVES) + '-' + draw(AliasWords.ANIMALS);
    }

    private String draw(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
