package io.jenkins.plugins.kargo.engine.freight.url;

/** Character classes of URL grammars, which know no letters and digits but these. */
final class Ascii {

    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLowerCase(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetter(int c) {
        return isLowerCase(c) || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphanumeric(int c) {
        return isLetter(c) || isDigit(c);
    }
}
