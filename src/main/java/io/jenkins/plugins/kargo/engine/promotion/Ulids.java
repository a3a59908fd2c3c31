package io.jenkins.plugins.kargo.engine.promotion;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes ULIDs (48 bits of time, 80 random ones, Crockford's base 32 in lower case) that grow strictly within this
 * object: in one millisecond, or when the clock goes back, the last one is counted up. Safe for many threads.
 */
final class Ulids {
    static final int LENGTH = 26;
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int RANDOM_BITS = 80;

    private final Clock clock;
    private final RandomGenerator random;
    private long lastTime = Long.MIN_VALUE;
    private BigInteger last = BigInteger.ZERO;

    Ulids(Clock clock) {
        this(clock, new SecureRandom());
    }

    Ulids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized String next() {
        long now = clock.millis();
        if (now > lastTime) {
            byte[] bytes = new byte[RANDOM_BITS / Byte.SIZE];
            random.nextBytes(bytes);
            last = BigInteger.valueOf(now).shiftLeft(RANDOM_BITS).or(new BigInteger(1, bytes));
            lastTime = now;
        } else {
            last = last.add(BigInteger.ONE);
        }
        return encode(last);
    }

    private static String encode(BigInteger value) {
        char[] text = new char[LENGTH];
        BigInteger rest = value;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[rest.intValue() & 31];
            rest = rest.shiftRight(5);
        }
        return new String(text);
    }
}
