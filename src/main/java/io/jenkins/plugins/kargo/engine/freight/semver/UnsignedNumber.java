package io.jenkins.plugins.kargo.engine.freight.semver;

import java.math.BigInteger;

/** Decimal numbers of up to 64 bits, kept in a long that is to be read as unsigned. */
final class UnsignedNumber {

    private static final int ALWAYS_FITS = 19;

    private UnsignedNumber() {}

    static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether the text is a decimal number below 2^64; leading zeros do not matter. */
    static boolean isNumber(String text) {
        return !text.isEmpty()
                && isDigits(text)
                && (text.length() <= ALWAYS_FITS || new BigInteger(text).bitLength() <= Long.SIZE);
    }

    /** @throws ArithmeticException instead of starting again at 0 */
    static long increment(long number) {
        if (number == -1) {
            throw new ArithmeticException("A part of the version has reached the largest number, "
                    + Long.toUnsignedString(number) + ", and cannot be incremented");
        }
        return number + 1;
    }
}
