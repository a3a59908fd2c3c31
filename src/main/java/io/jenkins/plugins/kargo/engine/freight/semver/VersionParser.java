package io.jenkins.plugins.kargo.engine.freight.semver;

import java.util.Optional;

/** Reads one version from left to right. */
final class VersionParser {

    /** The longest text that is taken for a version, in bytes. */
    static final int MAX_LENGTH = 256;

    private static final int PARTS = 3;

    private final String text;
    private final VersionSyntax syntax;
    private int position;

    private VersionParser(String text, VersionSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
    }

    /** Empty if the text is no version by that syntax. */
    static Optional<Version> parse(String text, VersionSyntax syntax) {
        return text.length() > MAX_LENGTH ? Optional.empty() : new VersionParser(text, syntax).parse();
    }

    private Optional<Version> parse() {
        if (syntax != VersionSyntax.FULL) {
            skip('v');
        }
        long[] numbers = new long[PARTS];
        for (int i = 0; i < PARTS; i++) {
            if (i > 0 && !skip('.')) {
                if (syntax == VersionSyntax.FULL) {
                    return Optional.empty();
                }
                break;
            }
            String number = takeNumber();
            if (!isPart(number)) {
                return Optional.empty();
            }
            numbers[i] = Long.parseUnsignedLong(number);
        }
        String prerelease = "";
        if (skip('-')) {
            int plus = text.indexOf('+', position);
            prerelease = text.substring(position, plus < 0 ? text.length() : plus);
            position += prerelease.length();
            if (!Identifiers.isPrerelease(prerelease)) {
                return Optional.empty();
            }
        }
        String metadata = "";
        if (skip('+')) {
            metadata = text.substring(position);
            position = text.length();
            if (!Identifiers.isMetadata(metadata)) {
                return Optional.empty();
            }
        }
        return position == text.length()
                ? Optional.of(new Version(numbers[0], numbers[1], numbers[2], prerelease, metadata, text))
                : Optional.empty();
    }

    private boolean isPart(String number) {
        boolean padded = number.length() > 1 && number.charAt(0) == '0';
        return UnsignedNumber.isNumber(number) && (syntax == VersionSyntax.COERCED || !padded);
    }

    private String takeNumber() {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean skip(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }
}
