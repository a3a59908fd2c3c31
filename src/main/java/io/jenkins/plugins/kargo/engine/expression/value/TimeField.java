package io.jenkins.plugins.kargo.engine.expression.value;

/** The pieces of Go's time layouts: the reference time Mon Jan 2 15:04:05 -0700 MST 2006, each in its spellings. */
enum TimeField {
    LITERAL,
    LONG_MONTH,
    MONTH,
    NUMBER_MONTH,
    ZERO_MONTH,
    LONG_WEEKDAY,
    WEEKDAY,
    DAY,
    SPACE_DAY,
    ZERO_DAY,
    SPACE_YEAR_DAY,
    ZERO_YEAR_DAY,
    HOUR,
    HOUR_12,
    ZERO_HOUR_12,
    MINUTE,
    ZERO_MINUTE,
    SECOND,
    ZERO_SECOND,
    LONG_YEAR,
    YEAR,
    PM,
    LOWER_PM,
    ZONE,
    OFFSET,
    FRACTION_0,
    FRACTION_9
}
