package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the times that an image carries counts, by Kargo's rules (reference: its pkg/image/repository_client.go). */
final class CreationTime {
    private static final List<String> KEYS = List.of("org.opencontainers.image.created", "org.label-schema.build-date");
    /** RFC 3339 as Go reads it; ISO 8601 of the JDK is more lenient. What is less than a nanosecond does not count. */
    private static final Pattern RFC3339 =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9})\\d*)?(Z|[+-]\\d\\d:\\d\\d)");

    private CreationTime() {}

    /** What annotations or labels claim: the first known key whose value is a time. */
    static Optional<Instant> claimed(Map<String, String> metadata) {
        return KEYS.stream()
                .map(metadata::get)
                .map(CreationTime::parse)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * The time of an image whose annotations claim none. Labels are inherited from base images and can only make an image
     * look older than it is, so the later of label and config counts.
     */
    @CheckForNull
    static Instant ofConfig(@CheckForNull String created, Map<String, String> labels) {
        Instant config = parse(created).orElse(null);
        return later(config, claimed(labels).orElse(null));
    }

    @CheckForNull
    static Instant later(@CheckForNull Instant one, @CheckForNull Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    static Optional<Instant> parse(@CheckForNull String text) {
        Matcher time = RFC3339.matcher(text == null ? "" : text);
        if (!time.matches()) {
            return Optional.empty();
        }
        String fraction = time.group(2) == null ? "" : '.' + time.group(2);
        try {
            return Optional.of(OffsetDateTime.parse(time.group(1) + fraction + time.group(3))
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
