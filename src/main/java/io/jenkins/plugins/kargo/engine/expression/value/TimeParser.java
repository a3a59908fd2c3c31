package io.jenkins.plugins.kargo.engine.expression.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one time by a {@link TimeLayout}; made for one reading. Missing parts are those of January 1st of the year 0. */
final class TimeParser {
    private static final Pattern ZONE = Pattern.compile(
            "UTC|ChST|MeST|GMT(?:[+-]\\d{1,2})?|WITA|[A-Z]{4}T|[A-Z]{3}T|[A-Z]{3}(?![A-Z])|[+-]\\d{1,2}");
    private static final String MISFIT = "it does not fit the layout";

    private final TimeLayout layout;
    private final String value;
    private int position;
    private int year;
    private int month = 1;
    private int day = 1;
    private int yearDay;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private Boolean afternoon;
    private ZoneOffset offset;
    private String zone = "";

    TimeParser(TimeLayout layout, String value) {
        this.layout = layout;
        this.value = value;
    }

    /** @throws ValueException when the value does not fit the layout */
    ZonedDateTime parse(ZoneId defaultZone) {
        List<TimeLayout.Part> parts = layout.parts();
        for (int i = 0; i < parts.size(); i++) {
            TimeField next = i + 1 < parts.size() ? parts.get(i + 1).field() : TimeField.LITERAL;
            read(parts.get(i), next);
        }
        if (position < value.length()) {
            throw error("there is more text at its end");
        }
        if (afternoon != null) {
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        return Times.checked(inZone(dateTime(), defaultZone));
    }

    private LocalDateTime dateTime() {
        if (yearDay > 0) {
            if (yearDay > Year.of(year).length()) {
                throw error("the year has no such day");
            }
            return Year.of(year).atDay(yearDay).atTime(hour, minute, second, nano);
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            throw error("the month has no such day");
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, nano);
    }

    private ZonedDateTime inZone(LocalDateTime time, ZoneId defaultZone) {
        if (offset != null) {
            ZonedDateTime known = time.atOffset(offset).atZoneSameInstant(defaultZone);
            return known.getOffset().equals(offset) ? known : time.atZone(offset);
        } else if (zone.isEmpty()) {
            return time.atZone(defaultZone);
        }
        ZonedDateTime local = time.atZone(defaultZone);
        for (ZonedDateTime candidate : List.of(local.withEarlierOffsetAtOverlap(), local.withLaterOffsetAtOverlap())) {
            if (Times.abbreviation(candidate).equals(zone)) {
                return candidate;
            }
        }
        if (zone.equals("GMT")) {
            return time.atZone(ZoneId.of(zone));
        }
        // An abbreviation that the zone does not know tells nothing but itself: Go takes it for UTC under another name.
        int hours = zone.startsWith("GMT") && zone.length() > 3 ? Integer.parseInt(zone.substring(3)) : 0;
        return time.atZone(ZoneOffset.ofHours(Math.max(-18, Math.min(hours, 18))));
    }

    private void read(TimeLayout.Part part, TimeField next) {
        switch (part.field()) {
            case LITERAL -> literal(part.text());
            case YEAR -> {
                int digits = number(2, 2);
                year = digits >= 69 ? 1900 + digits : 2000 + digits;
            }
            case LONG_YEAR -> year = number(4, 4);
            case MONTH -> month = 1 + name(MonthNames.SHORT);
            case LONG_MONTH -> month = 1 + name(MonthNames.LONG);
            case NUMBER_MONTH -> month = between(1, 12, number(1, 2));
            case ZERO_MONTH -> month = between(1, 12, number(2, 2));
            case WEEKDAY -> name(MonthNames.SHORT_DAYS);
            case LONG_WEEKDAY -> name(MonthNames.LONG_DAYS);
            case DAY -> day = number(1, 2);
            case SPACE_DAY -> {
                skipSpace();
                day = number(1, 2);
            }
            case ZERO_DAY -> day = number(2, 2);
            case SPACE_YEAR_DAY -> {
                skipSpace();
                skipSpace();
                yearDay = between(1, 366, number(1, 3));
            }
            case ZERO_YEAR_DAY -> yearDay = between(1, 366, number(3, 3));
            case HOUR -> hour = between(0, 23, number(1, 2));
            case HOUR_12 -> hour = between(0, 12, number(1, 2));
            case ZERO_HOUR_12 -> hour = between(0, 12, number(2, 2));
            case MINUTE -> minute = between(0, 59, number(1, 2));
            case ZERO_MINUTE -> minute = between(0, 59, number(2, 2));
            case SECOND, ZERO_SECOND -> {
                second = between(0, 59, number(part.field() == TimeField.SECOND ? 1 : 2, 2));
                if (next != TimeField.FRACTION_0 && next != TimeField.FRACTION_9) {
                    fraction(0, Integer.MAX_VALUE);
                }
            }
            case PM, LOWER_PM -> afternoon(part.field() == TimeField.PM);
            case OFFSET -> offset(part.text());
            case ZONE -> zone();
            case FRACTION_0 -> fraction(part.text().length() - 1, part.text().length() - 1);
            case FRACTION_9 -> fraction(0, 9);
        }
    }

    /** One space of the layout stands for any number of spaces, also none at the end. */
    private void literal(String text) {
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ' ') {
                if (position < value.length() && value.charAt(position) != ' ') {
                    throw error(MISFIT);
                }
                while (i < text.length() && text.charAt(i) == ' ') {
                    i++;
                }
                while (position < value.length() && value.charAt(position) == ' ') {
                    position++;
                }
            } else if (position < value.length() && value.charAt(position) == text.charAt(i)) {
                i++;
                position++;
            } else {
                throw error(MISFIT);
            }
        }
    }

    private void skipSpace() {
        if (position < value.length() && value.charAt(position) == ' ') {
            position++;
        }
    }

    private int number(int minDigits, int maxDigits) {
        int end = position;
        while (end < value.length() && end - position < maxDigits && TimeLayout.isDigit(value.charAt(end))) {
            end++;
        }
        if (end - position < minDigits) {
            throw error(MISFIT);
        }
        int number = Integer.parseInt(value.substring(position, end));
        position = end;
        return number;
    }

    private int between(int min, int max, int number) {
        if (number < min || number > max) {
            throw error(number + " is out of range");
        }
        return number;
    }

    private int name(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (value.regionMatches(true, position, name, 0, name.length())) {
                position += name.length();
                return i;
            }
        }
        throw error(MISFIT);
    }

    private void afternoon(boolean upper) {
        String text = value.substring(position, Math.min(position + 2, value.length()));
        if (text.equals(upper ? "PM" : "pm")) {
            afternoon = true;
        } else if (text.equals(upper ? "AM" : "am")) {
            afternoon = false;
        } else {
            throw error(MISFIT);
        }
        position += 2;
    }

    /** A point or comma and digits; none at all is fine when {@code min} is 0. */
    private void fraction(int min, int max) {
        int end = position;
        boolean point = end < value.length() && ".,".indexOf(value.charAt(end)) >= 0;
        int start = end + 1;
        end = start;
        while (point && end < value.length() && TimeLayout.isDigit(value.charAt(end)) && end - start < max) {
            end++;
        }
        if (end - start < Math.max(min, 1)) {
            if (min > 0) {
                throw error(MISFIT);
            }
            return;
        }
        nano = Integer.parseInt((value.substring(start, end) + "000000000").substring(0, 9));
        position = end;
    }

    private void offset(String spelling) {
        if (spelling.startsWith("Z") && value.startsWith("Z", position)) {
            position++;
            offset = ZoneOffset.UTC;
            return;
        }
        String regex = "[+-]" + spelling.substring(1).replaceAll("\\d\\d", "\\\\d\\\\d");
        Matcher matcher = Pattern.compile(regex).matcher(value).region(position, value.length());
        if (!matcher.lookingAt()) {
            throw error(MISFIT);
        }
        position = matcher.end();
        String digits = (matcher.group().replaceAll("\\D", "") + "0000").substring(0, 6);
        int seconds = 3600 * between(0, 24, Integer.parseInt(digits.substring(0, 2)))
                + 60 * between(0, 59, Integer.parseInt(digits.substring(2, 4)))
                + between(0, 59, Integer.parseInt(digits.substring(4, 6)));
        try {
            offset = ZoneOffset.ofTotalSeconds(matcher.group().startsWith("-") ? -seconds : seconds);
        } catch (DateTimeException e) {
            throw error("its offset is more than 18 hours");
        }
    }

    private void zone() {
        Matcher matcher = ZONE.matcher(value).region(position, value.length());
        if (!matcher.lookingAt()) {
            throw error(MISFIT);
        }
        position = matcher.end();
        if (matcher.group().equals("UTC")) {
            offset = ZoneOffset.UTC;
        } else {
            zone = matcher.group();
        }
    }

    private ValueException error(String problem) {
        return new ValueException("cannot read the time \"" + value + "\" as \"" + layout + "\": " + problem);
    }

    /** English names, whatever the locale. */
    private static final class MonthNames {
        static final List<String> LONG = java.util.Arrays.stream(java.time.Month.values())
                .map(m -> m.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
        static final List<String> SHORT =
                LONG.stream().map(m -> m.substring(0, 3)).toList();
        static final List<String> LONG_DAYS = java.util.Arrays.stream(java.time.DayOfWeek.values())
                .map(d -> d.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
        static final List<String> SHORT_DAYS =
                LONG_DAYS.stream().map(d -> d.substring(0, 3)).toList();
    }
}
