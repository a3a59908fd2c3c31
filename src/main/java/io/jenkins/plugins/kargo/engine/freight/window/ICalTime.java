package io.jenkins.plugins.kargo.engine.freight.window;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date-time of RFC 5545, 3.3.5, as promotion windows have it: {@code TZID=Europe/Berlin:20260105T090000}, or
 * {@code 20260105T080000Z}, or without either.
 *
 * @param zone empty when the text names none
 */
public record ICalTime(
        @NonNull LocalDateTime local, @NonNull Optional<ZoneId> zone) {
    private static final Pattern FORM = Pattern.compile("(?:TZID=([^:]{1,64}):)?([0-9]{8})(?:T([0-9]{6})(Z?))?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** @throws IllegalArgumentException saying how it is to be written, or which time zone is unknown */
    @NonNull
    public static ICalTime parse(@NonNull String text) {
        Matcher form = FORM.matcher(text.trim());
        boolean twoZones = form.matches() && form.group(1) != null && "Z".equals(form.group(4));
        if (!form.matches() || twoZones) {
            throw new IllegalArgumentException("is no date-time of iCalendar; write it as"
                    + " TZID=Europe/Berlin:20260105T090000, or as 20260105T080000Z for UTC");
        }
        try {
            LocalDateTime local = form.group(3) == null
                    ? LocalDate.parse(form.group(2), DateTimeFormatter.BASIC_ISO_DATE)
                            .atStartOfDay()
                    : LocalDateTime.parse(form.group(2) + 'T' + form.group(3), TIME);
            return new ICalTime(local, zone(form.group(1), "Z".equals(form.group(4))));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no date and time that there is: " + e.getMessage(), e);
        }
    }

    private static Optional<ZoneId> zone(String name, boolean utc) {
        if (utc) {
            return Optional.of(ZoneOffset.UTC);
        }
        if (name == null) {
            return Optional.empty();
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("names the time zone \"" + name
                    + "\", which is unknown; write one of the IANA database, such as Europe/Berlin");
        }
        return Optional.of(ZoneId.of(name));
    }
}
