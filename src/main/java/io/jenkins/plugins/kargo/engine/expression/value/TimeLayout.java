package io.jenkins.plugins.kargo.engine.expression.value;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A layout as Go's package time reads it, such as {@code 2006-01-02 15:04:05}. */
final class TimeLayout {
    /** Spellings in the order of trying: a longer one before its beginnings. */
    private static final Object[][] SPELLINGS = {
        {"January", TimeField.LONG_MONTH},
        {"Jan", TimeField.MONTH},
        {"Monday", TimeField.LONG_WEEKDAY},
        {"Mon", TimeField.WEEKDAY},
        {"MST", TimeField.ZONE},
        {"002", TimeField.ZERO_YEAR_DAY},
        {"01", TimeField.ZERO_MONTH},
        {"02", TimeField.ZERO_DAY},
        {"03", TimeField.ZERO_HOUR_12},
        {"04", TimeField.ZERO_MINUTE},
        {"05", TimeField.ZERO_SECOND},
        {"06", TimeField.YEAR},
        {"15", TimeField.HOUR},
        {"1", TimeField.NUMBER_MONTH},
        {"2006", TimeField.LONG_YEAR},
        {"2", TimeField.DAY},
        {"_2006", null},
        {"_2", TimeField.SPACE_DAY},
        {"__2", TimeField.SPACE_YEAR_DAY},
        {"3", TimeField.HOUR_12},
        {"4", TimeField.MINUTE},
        {"5", TimeField.SECOND},
        {"PM", TimeField.PM},
        {"pm", TimeField.LOWER_PM},
        {"-070000", TimeField.OFFSET},
        {"-07:00:00", TimeField.OFFSET},
        {"-0700", TimeField.OFFSET},
        {"-07:00", TimeField.OFFSET},
        {"-07", TimeField.OFFSET},
        {"Z070000", TimeField.OFFSET},
        {"Z07:00:00", TimeField.OFFSET},
        {"Z0700", TimeField.OFFSET},
        {"Z07:00", TimeField.OFFSET},
        {"Z07", TimeField.OFFSET}
    };

    static final TimeLayout RFC_3339_NANO = new TimeLayout("2006-01-02T15:04:05.999999999Z07:00");
    static final TimeLayout PRINTED = new TimeLayout("2006-01-02 15:04:05.999999999 -0700 MST");

    /** A field and how the layout spells it. */
    record Part(TimeField field, String text) {}

    private final String layout;
    private final List<Part> parts;

    TimeLayout(String layout) {
        this.layout = layout;
        this.parts = parse(layout);
    }

    List<Part> parts() {
        return parts;
    }

    private static List<Part> parse(String layout) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < layout.length()) {
            Part part = partAt(layout, i);
            if (part == null) {
                literal.append(layout.charAt(i++));
                continue;
            }
            if (literal.length() > 0) {
                parts.add(new Part(TimeField.LITERAL, literal.toString()));
                literal.setLength(0);
            }
            parts.add(part);
            i += part.text().length();
        }
        if (literal.length() > 0) {
            parts.add(new Part(TimeField.LITERAL, literal.toString()));
        }
        return parts;
    }

    private static Part partAt(String layout, int index) {
        char first = layout.charAt(index);
        if (first == '.' || first == ',') {
            return fractionAt(layout, index);
        }
        for (Object[] spelling : SPELLINGS) {
            String text = (String) spelling[0];
            if (layout.startsWith(text, index)) {
                boolean name = text.equals("Jan") || text.equals("Mon");
                if (spelling[1] == null || name && startsWithLowerCase(layout, index + 3)) {
                    return null;
                }
                return new Part((TimeField) spelling[1], text);
            }
        }
        return null;
    }

    private static boolean startsWithLowerCase(String layout, int index) {
        return index < layout.length() && layout.charAt(index) >= 'a' && layout.charAt(index) <= 'z';
    }

    private static Part fractionAt(String layout, int index) {
        int end = index + 1;
        char digit = end < layout.length() ? layout.charAt(end) : ' ';
        if (digit != '0' && digit != '9') {
            return null;
        }
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        if (end < layout.length() && isDigit(layout.charAt(end))) {
            return null;
        }
        return new Part(digit == '0' ? TimeField.FRACTION_0 : TimeField.FRACTION_9, layout.substring(index, end));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    String format(ZonedDateTime time) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            append(text, part, time);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Part part, ZonedDateTime time) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        switch (part.field()) {
            case LITERAL -> text.append(part.text());
            case LONG_MONTH -> text.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case MONTH -> text.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
            case NUMBER_MONTH -> text.append(time.getMonthValue());
            case ZERO_MONTH -> padded(text, time.getMonthValue(), 2, '0');
            case LONG_WEEKDAY -> text.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case WEEKDAY -> text.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
            case DAY -> text.append(time.getDayOfMonth());
            case SPACE_DAY -> padded(text, time.getDayOfMonth(), 2, ' ');
            case ZERO_DAY -> padded(text, time.getDayOfMonth(), 2, '0');
            case SPACE_YEAR_DAY -> padded(text, time.getDayOfYear(), 3, ' ');
            case ZERO_YEAR_DAY -> padded(text, time.getDayOfYear(), 3, '0');
            case HOUR -> padded(text, time.getHour(), 2, '0');
            case HOUR_12 -> text.append(hour12);
            case ZERO_HOUR_12 -> padded(text, hour12, 2, '0');
            case MINUTE -> text.append(time.getMinute());
            case ZERO_MINUTE -> padded(text, time.getMinute(), 2, '0');
            case SECOND -> text.append(time.getSecond());
            case ZERO_SECOND -> padded(text, time.getSecond(), 2, '0');
            case LONG_YEAR -> padded(text.append(time.getYear() < 0 ? "-" : ""), Math.abs(time.getYear()), 4, '0');
            case YEAR -> padded(text, Math.abs(time.getYear()) % 100, 2, '0');
            case PM -> text.append(time.getHour() >= 12 ? "PM" : "AM");
            case LOWER_PM -> text.append(time.getHour() >= 12 ? "pm" : "am");
            case ZONE -> text.append(Times.abbreviation(time));
            case OFFSET -> offset(text, part.text(), time.getOffset().getTotalSeconds());
            case FRACTION_0, FRACTION_9 -> fraction(text, part, time.getNano());
        }
    }

    private static void padded(StringBuilder text, int number, int width, char fill) {
        String digits = Integer.toString(number);
        text.append(String.valueOf(fill).repeat(Math.max(0, width - digits.length())))
                .append(digits);
    }

    private static void offset(StringBuilder text, String spelling, int seconds) {
        if (spelling.startsWith("Z") && seconds == 0) {
            text.append('Z');
            return;
        }
        text.append(seconds < 0 ? '-' : '+');
        int size = Math.abs(seconds);
        padded(text, size / 3600, 2, '0');
        String colon = spelling.indexOf(':') >= 0 ? ":" : "";
        int digits = spelling.replaceAll("\\D", "").length();
        if (digits > 2) {
            padded(text.append(colon), size / 60 % 60, 2, '0');
        }
        if (digits > 4) {
            padded(text.append(colon), size % 60, 2, '0');
        }
    }

    private static void fraction(StringBuilder text, Part part, int nanos) {
        int digits = Math.min(part.text().length() - 1, 9);
        String fraction = "%09d".formatted(nanos).substring(0, digits);
        if (part.field() == TimeField.FRACTION_9) {
            fraction = fraction.replaceFirst("0+$", "");
        }
        if (!fraction.isEmpty()) {
            text.append(part.text().charAt(0)).append(fraction);
        }
    }

    @Override
    public String toString() {
        return layout;
    }
}
