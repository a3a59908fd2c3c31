package io.jenkins.plugins.kargo.engine.expression.value;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;

/** Makes {@link NamedNumber}s. */
final class NamedNumbers {
    static final String MONTH = "time.Month";
    static final String WEEKDAY = "time.Weekday";

    private NamedNumbers() {}

    static NamedNumber of(Month month) {
        return new NamedNumber(MONTH, month.getDisplayName(TextStyle.FULL, Locale.ENGLISH), month.getValue());
    }

    /** Sunday is 0. */
    static NamedNumber of(DayOfWeek day) {
        return new NamedNumber(WEEKDAY, day.getDisplayName(TextStyle.FULL, Locale.ENGLISH), day.getValue() % 7);
    }
}
