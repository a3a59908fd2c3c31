package io.jenkins.plugins.kargo.engine.freight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations for people: the two largest units that are not zero, such as 1d 4h or 20m. */
final class DurationWords {

    private static final int UNITS_SHOWN = 2;

    private DurationWords() {}

    /** Rounded down to seconds; what is left to wait is better rounded up by the caller. */
    static String of(Duration duration) {
        List<String> words = new ArrayList<>();
        append(words, duration.toDays(), "d");
        append(words, duration.toHoursPart(), "h");
        append(words, duration.toMinutesPart(), "m");
        append(words, duration.toSecondsPart(), "s");
        return words.isEmpty() ? "0s" : String.join(" ", words.subList(0, Math.min(UNITS_SHOWN, words.size())));
    }

    /** As {@link #of}, but a begun second counts as a whole one. */
    static String ofRemaining(Duration duration) {
        return of(duration.toNanosPart() == 0 ? duration : duration.plusSeconds(1));
    }

    private static void append(List<String> words, long amount, String unit) {
        if (amount > 0) {
            words.add(amount + unit);
        }
    }
}
