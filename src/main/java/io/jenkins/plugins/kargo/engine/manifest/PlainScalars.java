package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an unquoted word means to the YAML library with which Kubernetes reads manifests (sigs.k8s.io/yaml, go-yaml 2):
 * {@code yes}, {@code on} and {@code y} are true, {@code 010} is 8, {@code 1_000} is 1000, a date is text.
 */
public final class PlainScalars {
    private static final Map<String, Object> WORDS = new HashMap<>();
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    static {
        words(true, "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
        words(false, "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
        words(null, "", "~", "null", "Null", "NULL");
        words(Double.NaN, ".nan", ".NaN", ".NAN");
        words(Double.POSITIVE_INFINITY, ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
        words(Double.NEGATIVE_INFINITY, "-.inf", "-.Inf", "-.INF");
    }

    private PlainScalars() {}

    private static void words(@CheckForNull Object value, String... words) {
        for (String word : words) {
            WORDS.put(word, value);
        }
    }

    /** @return a String, Long, Double, Boolean or null */
    @CheckForNull
    public static Object resolve(@NonNull String word) {
        if (WORDS.containsKey(word)) {
            return WORDS.get(word);
        }
        char first = word.charAt(0);
        if (first == '.') {
            return FLOAT.matcher(word).matches() ? (Object) Double.parseDouble(word) : word;
        }
        if (first != '-' && first != '+' && (first < '0' || first > '9')) {
            return word;
        }
        String digits = word.replace("_", "");
        Matcher integer = INTEGER.matcher(digits);
        if (integer.matches()) {
            BigInteger value = integer(integer);
            if (value.bitLength() < 64) {
                return value.longValue();
            }
            if (value.signum() > 0
                    && value.compareTo(MAX_UNSIGNED) <= 0
                    && integer.group(1).isEmpty()) {
                return value.doubleValue();
            }
        }
        return FLOAT.matcher(digits).matches() && isFinite(digits) ? (Object) Double.parseDouble(digits) : word;
    }

    private static BigInteger integer(Matcher matcher) {
        int[] radixes = {16, 2, 8, 10};
        for (int i = 0; i < radixes.length; i++) {
            String digits = matcher.group(i + 2);
            if (digits != null) {
                BigInteger value = new BigInteger(digits, radixes[i]);
                return matcher.group(1).equals("-") ? value.negate() : value;
            }
        }
        throw new IllegalStateException("No group of the pattern matched");
    }

    private static boolean isFinite(String digits) {
        return !Double.isInfinite(Double.parseDouble(digits));
    }
}
