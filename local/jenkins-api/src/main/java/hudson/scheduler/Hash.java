package hudson.scheduler;

import java.util.Random;

/** Spreads what is to happen about the same time; equal seeds give equal sequences. */
public abstract class Hash {
    Hash() {}

    public abstract int next(int n);

    public static Hash from(String seed) {
        Random random = new Random(seed.hashCode());
        return new Hash() {
            @Override
            public int next(int n) {
                return random.nextInt(n);
            }
        };
    }

    public static Hash zero() {
        return new Hash() {
            @Override
            public int next(int n) {
                return 0;
            }
        };
    }
}
