package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads and writes floats as Go's strconv does. Written are the fewest digits that read back as the same number
 * (Double.toString before JDK 19 sometimes gives one too many, so its digits are shortened).
 */
public final class FloatText {
    private static final Pattern DECIMAL = Pattern.compile(
            "[+-]?(?:\\d+(?:_\\d+)*(?:\\.(?:\\d+(?:_\\d+)*)?)?|\\.\\d+(?:_\\d+)*)(?:[eE][+-]?\\d+(?:_\\d+)*)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX]_?(?:\\p{XDigit}+(?:_\\p{XDigit}+)*(?:\\.(?:\\p{XDigit}+(?:_\\p{XDigit}+)*)?)?"
                    + "|\\.\\p{XDigit}+(?:_\\p{XDigit}+)*)[pP][+-]?\\d+(?:_\\d+)*");
    private static final Pattern SPECIAL = Pattern.compile("(?i)[+-]?inf(?:inity)?|nan");
    /** Longer texts are no numbers that anybody writes. */
    private static final int MAX_LENGTH = 2_000;

    private FloatText() {}

    /** The number that a text writes in Go's syntax, null when it writes none or one out of range. */
    @CheckForNull
    public static Double parse(@NonNull String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !couldStart(text.charAt(0))) {
            return null;
        }
        if (SPECIAL.matcher(text).matches()) {
            return special(text.toLowerCase(Locale.ROOT));
        }
        if (!DECIMAL.matcher(text).matches() && !HEXADECIMAL.matcher(text).matches()) {
            return null;
        }
        double number = Double.parseDouble(text.replace("_", ""));
        return Double.isInfinite(number) ? null : (Double) number;
    }

    private static boolean couldStart(char c) {
        return c >= '0' && c <= '9' || "+-.iInN".indexOf(c) >= 0;
    }

    private static Double special(String text) {
        if (text.equals("nan")) {
            return Double.NaN;
        }
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** As {@code string()} prints: exponents from 1e+06 up and below 0.0001. */
    @NonNull
    public static String print(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        } else if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        Digits digits = Digits.of(number);
        return digits.exponent() < -4 || digits.exponent() >= 6 ? digits.scientific(2) : digits.plain();
    }

    /** As JSON shows it: exponents from 1e+21 up and below 1e-06. @throws ValueException for NaN and infinities */
    @NonNull
    public static String json(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new ValueException("JSON has no number " + print(number));
        } else if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        double size = Math.abs(number);
        Digits digits = Digits.of(number);
        return size < 1e-6 || size >= 1e21 ? digits.scientific(1) : digits.plain();
    }

    /** Significant digits without zeros at the end, and the power of ten of the first one. */
    private record Digits(boolean negative, String digits, int exponent) {
        static Digits of(double number) {
            BigDecimal exact = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
            BigDecimal shortest = shorten(exact, Math.abs(number));
            String digits = shortest.unscaledValue().toString();
            return new Digits(number < 0, digits, digits.length() - 1 - shortest.scale());
        }

        private static BigDecimal shorten(BigDecimal value, double number) {
            BigDecimal best = value;
            while (best.precision() > 1) {
                BigDecimal shorter = best.round(new java.math.MathContext(best.precision() - 1))
                        .stripTrailingZeros();
                if (shorter.doubleValue() != number) {
                    return best;
                }
                best = shorter;
            }
            return best;
        }

        int count() {
            return digits.length();
        }

        String plain() {
            StringBuilder text = new StringBuilder(negative ? "-" : "");
            if (exponent < 0) {
                return text.append("0.")
                        .append("0".repeat(-exponent - 1))
                        .append(digits)
                        .toString();
            } else if (count() <= exponent + 1) {
                return text.append(digits)
                        .append("0".repeat(exponent + 1 - count()))
                        .toString();
            }
            return text.append(digits, 0, exponent + 1)
                    .append('.')
                    .append(digits, exponent + 1, count())
                    .toString();
        }

        String scientific(int exponentDigits) {
            StringBuilder text = new StringBuilder(negative ? "-" : "").append(digits.charAt(0));
            if (count() > 1) {
                text.append('.').append(digits, 1, count());
            }
            String power = Integer.toString(Math.abs(exponent));
            return text.append('e')
                    .append(exponent < 0 ? '-' : '+')
                    .append("0".repeat(Math.max(0, exponentDigits - power.length())))
                    .append(power)
                    .toString();
        }
    }
}
