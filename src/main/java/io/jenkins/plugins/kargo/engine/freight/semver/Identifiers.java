package io.jenkins.plugins.kargo.engine.freight.semver;

/** The dot-separated identifiers of a pre-release or of build metadata. */
final class Identifiers {

    private Identifiers() {}

    static boolean isMetadata(String text) {
        for (String identifier : text.split("\\.", -1)) {
            if (identifier.isEmpty() || !identifier.chars().allMatch(Identifiers::isAllowed)) {
                return false;
            }
        }
        return true;
    }

    /** As metadata, and a number has no leading zero. */
    static boolean isPrerelease(String text) {
        if (!isMetadata(text)) {
            return false;
        }
        for (String identifier : text.split("\\.", -1)) {
            if (identifier.length() > 1 && identifier.charAt(0) == '0' && UnsignedNumber.isDigits(identifier)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Precedence of pre-releases: numbers before words, numbers by value, words by their bytes, a missing identifier
     * before any other. A number beyond 64 bits counts as a word.
     */
    static int comparePrereleases(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        String[] left = a.split("\\.", -1);
        String[] right = b.split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = compare(i < left.length ? left[i] : "", i < right.length ? right[i] : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? -1 : 1;
        }
        boolean leftNumber = UnsignedNumber.isNumber(a);
        boolean rightNumber = UnsignedNumber.isNumber(b);
        if (leftNumber && rightNumber) {
            return Long.compareUnsigned(Long.parseUnsignedLong(a), Long.parseUnsignedLong(b));
        }
        if (leftNumber != rightNumber) {
            return leftNumber ? -1 : 1;
        }
        return a.compareTo(b);
    }

    static boolean isAllowed(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }
}
