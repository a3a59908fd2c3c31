package io.jenkins.plugins.kargo.engine.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What answers say about when to come back: pure functions of status and headers. */
final class RetryRule {
    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
    private static final Pattern NUMBER = Pattern.compile("^\\s*(\\d{1,9})");
    /** The combined field of the later drafts: {@code "default";r=0;t=30}. */
    private static final Pattern REMAINING = Pattern.compile("[;,]\\s*r=(\\d{1,9})");

    private static final Pattern RESET = Pattern.compile("[;,]\\s*t=(\\d{1,9})");
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private RetryRule() {}

    /** Whether the same request may do better in a while. */
    static boolean mayPass(int status) {
        return PASSING.contains(status);
    }

    /** Retry-After of RFC 9110, in seconds or as a date; a date in the past is zero. */
    static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After").flatMap(value -> {
            Optional<Duration> seconds = seconds(value);
            if (seconds.isPresent()) {
                return seconds;
            }
            try {
                Instant at = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                Duration wait = Duration.between(now, at);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * How long to stay away because the quota of the window is used up: {@code RateLimit-Remaining} 0 with {@code
     * RateLimit-Reset} in seconds, the combined {@code RateLimit} field, or {@code X-RateLimit-Reset}, which is seconds or
     * a time since the epoch. Docker Hub sends no reset: there only its 429 tells.
     */
    static Optional<Duration> exhausted(HttpHeaders headers, Instant now) {
        Optional<String> combined = headers.firstValue("RateLimit");
        if (combined.isPresent()) {
            String field = combined.get();
            return isZero(field, REMAINING) ? find(field, RESET).map(Duration::ofSeconds) : Optional.empty();
        }
        for (String prefix : new String[] {"RateLimit", "X-RateLimit"}) {
            Optional<Duration> reset = headers.firstValue(prefix + "-Reset").flatMap(RetryRule::seconds);
            if (reset.isPresent()
                    && isZero(headers.firstValue(prefix + "-Remaining").orElse(""), NUMBER)) {
                Duration sinceEpoch = Duration.between(Instant.EPOCH, now);
                boolean isTime = reset.get().compareTo(Duration.ofDays(3650)) > 0;
                Duration wait = isTime ? reset.get().minus(sinceEpoch) : reset.get();
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            }
        }
        return Optional.empty();
    }

    /** Exponential back-off with full jitter. @param attempt from 1 @param random from 0 to 1 */
    static Duration backoff(int attempt, double random) {
        long ceiling = Math.min(LONGEST_BACKOFF.toMillis(), FIRST_BACKOFF.toMillis() << Math.min(attempt, 16));
        return Duration.ofMillis((long) (ceiling * random));
    }

    private static Optional<Duration> seconds(String value) {
        return value.strip().matches("\\d{1,10}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())))
                : Optional.empty();
    }

    private static boolean isZero(String field, Pattern pattern) {
        return find(field, pattern).filter(number -> number == 0).isPresent();
    }

    private static Optional<Long> find(String field, Pattern pattern) {
        Matcher matcher = pattern.matcher(field);
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }
}
