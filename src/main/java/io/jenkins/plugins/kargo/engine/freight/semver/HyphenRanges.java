package io.jenkins.plugins.kargo.engine.freight.semver;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Ranges such as {@code 1.2 - 1.4}, which are read as if two comparisons stood in their place. */
final class HyphenRanges {

    /** A version whose numbers may be missing or wildcards. */
    static final String VERSION = "v?[0-9|xX*]+(?:\\.[0-9|xX*]+)?(?:\\.[0-9|xX*]+)?"
            + "(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?";

    private static final Pattern RANGE = Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");

    private HyphenRanges() {}

    static String rewrite(String text) {
        String rewritten = text;
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            String found = range.group();
            int at = rewritten.indexOf(found);
            String comparisons = ">= " + range.group(1) + ", <= " + range.group(2) + ' ';
            rewritten = rewritten.substring(0, at) + comparisons + rewritten.substring(at + found.length());
        }
        return rewritten;
    }
}
