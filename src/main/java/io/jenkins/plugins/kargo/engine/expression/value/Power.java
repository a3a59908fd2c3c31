package io.jenkins.plugins.kargo.engine.expression.value;

/**
 * Powers as Go's math.Pow computes them. Java's Math.pow differs in the last digit and for infinite exponents, so whole
 * exponents are done by repeated squaring of the mantissa, as Go does. Broken exponents may differ in the last digit: there
 * Go itself depends on the processor.
 */
final class Power {
    private Power() {}

    static double of(double base, double exponent) {
        if (exponent == 0 || base == 1) {
            return 1;
        } else if (exponent == 1) {
            return base;
        } else if (exponent == 0.5) {
            return base == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : Math.sqrt(base) + 0.0;
        } else if (exponent == -0.5) {
            return 1 / Math.sqrt(base);
        } else if (base == -1 && Double.isInfinite(exponent)) {
            return 1;
        } else if (isSpecial(base) || isSpecial(exponent) || base == 0) {
            return Math.pow(base, exponent);
        }
        return finite(base, exponent);
    }

    private static boolean isSpecial(double number) {
        return Double.isNaN(number) || Double.isInfinite(number);
    }

    private static double finite(double base, double exponent) {
        double whole = Math.floor(Math.abs(exponent));
        double fraction = Math.abs(exponent) - whole;
        if (fraction != 0 && base < 0) {
            return Double.NaN;
        } else if (whole >= 0x1p63) {
            return Math.pow(base, exponent);
        }
        double result = 1;
        if (fraction != 0) {
            if (fraction > 0.5) {
                fraction--;
                whole++;
            }
            result = StrictMath.exp(fraction * StrictMath.log(base));
        }
        return bySquaring(result, base, (long) whole, exponent < 0);
    }

    private static double bySquaring(double start, double base, long exponent, boolean inverse) {
        double result = start;
        long resultPower = 0;
        int power = Math.getExponent(base) + 1;
        double mantissa = base;
        if (Math.getExponent(base) < Double.MIN_EXPONENT) {
            mantissa = base * 0x1p54;
            power = Math.getExponent(mantissa) + 1;
            mantissa = Math.scalb(mantissa, -power);
            power -= 54;
        } else {
            mantissa = Math.scalb(base, -power);
        }
        long basePower = power;
        for (long left = exponent; left != 0; left >>= 1) {
            if (basePower < -4096 || basePower > 4096) {
                // overflow or underflow: the exponent alone decides
                resultPower += basePower;
                break;
            }
            if ((left & 1) == 1) {
                result *= mantissa;
                resultPower += basePower;
            }
            mantissa *= mantissa;
            basePower <<= 1;
            if (Math.abs(mantissa) < 0.5) {
                mantissa += mantissa;
                basePower--;
            }
        }
        if (inverse) {
            result = 1 / result;
            resultPower = -resultPower;
        }
        return scale(result, resultPower);
    }

    private static double scale(double number, long power) {
        return Math.scalb(number, (int) Math.max(-5000, Math.min(5000, power)));
    }
}
