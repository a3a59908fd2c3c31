package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.Instant;

/** Ages as kubectl writes them: 45s, 12m, 5h, 3d. */
final class Ages {
    private static final long TWO_MINUTES = 120;
    private static final long TWO_HOURS = 7200;
    private static final long TWO_DAYS = 172_800;

    private Ages() {}

    /** @param time ISO 8601; empty for what is null */
    @NonNull
    static String of(@NonNull JsonNode time, @NonNull Instant now) {
        if (!time.isTextual()) {
            return "";
        }
        Duration age = Duration.between(Instant.parse(time.textValue()), now);
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < TWO_MINUTES) {
            return seconds + "s";
        }
        if (seconds < TWO_HOURS) {
            return seconds / 60 + "m";
        }
        return seconds < TWO_DAYS ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
