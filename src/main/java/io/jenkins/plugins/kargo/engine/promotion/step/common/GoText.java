package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigDecimal;
import java.util.Locale;

/** Values as Kargo prints them. */
public final class GoText {
    private GoText() {}

    /** As Go's {@code %v}, except that numbers are written out: {@code 1000000}, not {@code 1e+06}. */
    @NonNull
    public static String plain(@CheckForNull Object value) {
        return value instanceof Number number ? number(number) : String.valueOf(value);
    }

    /** The shortest decimal text; a whole number has no fraction. */
    @NonNull
    public static String number(@NonNull Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return number.toString();
            }
            BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
            return decimal.precision() - decimal.scale() > 21 ? decimal.toString() : decimal.toPlainString();
        }
        return number.toString();
    }

    /** As Go's {@code %q}. */
    @NonNull
    public static String quoted(@NonNull String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case 7 -> quoted.append("\\a");
                case 11 -> quoted.append("\\v");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
