package io.jenkins.plugins.kargo.engine.freight.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A glob taken apart: its characters, its character classes, and how its braces are connected. Alternatives mean what
 * they mean in doublestar: the pattern with one of them in the place of the braces.
 */
final class GlobSyntax {

    /** What doublestar lets match nothing at the end of a name: {@code a/**} also matches {@code a}. */
    private static final Set<String> MATCHES_NOTHING = Set.of("", "*", "**", "/**", "**/", "/**/");

    /** The same behind a star, which takes the stars that follow it along. */
    private static final Set<String> NOTHING_AFTER_STAR = Set.of("", "*", "**", "/**", "/**/");

    private static final int LONGEST_NOTHING = 4;

    private final String pattern;
    private final int[] chars;
    private final Map<Integer, GlobClass> classes = new HashMap<>();
    private final Map<Integer, List<Integer>> alternatives = new HashMap<>();
    private final int[] continuations;
    private final boolean[] matchesNothing;
    private final boolean[] nothingAfterStar;

    /** @throws InvalidPatternException for a bracket or brace without its partner, an empty class, a lone backslash */
    GlobSyntax(String pattern) {
        this.pattern = pattern;
        this.chars = pattern.codePoints().toArray();
        this.continuations = new int[chars.length];
        Arrays.fill(continuations, -1);
        connect();
        this.matchesNothing = new boolean[chars.length + 1];
        this.nothingAfterStar = new boolean[chars.length + 1];
        for (int i = chars.length; i >= 0; i--) {
            matchesNothing[i] = isNothing(i, matchesNothing, MATCHES_NOTHING);
            nothingAfterStar[i] = isNothing(i, nothingAfterStar, NOTHING_AFTER_STAR);
        }
    }

    int length() {
        return chars.length;
    }

    /** The character at a position that {@link #resolve} returned; -1 at the end and where braces open. */
    int at(int position) {
        return position == chars.length || alternatives.containsKey(position) ? -1 : chars[position];
    }

    /** The literal character that a backslash at this position stands for. */
    int escapedAt(int position) {
        return chars[position + 1];
    }

    GlobClass classAt(int position) {
        return classes.get(position);
    }

    /** Where the alternatives begin whose braces open at this position; empty when it is something else. */
    List<Integer> alternativesAt(int position) {
        return alternatives.getOrDefault(position, List.of());
    }

    /** Skips from the end of an alternative to what follows its braces. */
    int resolve(int position) {
        int resolved = position;
        while (resolved < chars.length && continuations[resolved] >= 0) {
            resolved = continuations[resolved];
        }
        return resolved;
    }

    /** Whether the rest of the pattern accepts the end of the name. */
    boolean matchesNothing(int position) {
        return matchesNothing[position];
    }

    /** As {@link #matchesNothing(int)}, where a star has come to the end of the name. */
    boolean matchesNothingAfterStar(int position) {
        return nothingAfterStar[position];
    }

    /** @param behind the answers for all positions behind this one */
    private boolean isNothing(int position, boolean[] behind, Set<String> nothing) {
        int start = resolve(position);
        if (alternatives.containsKey(start)) {
            return alternatives.get(start).stream().anyMatch(a -> behind[a]);
        }
        StringBuilder rest = new StringBuilder();
        for (int i = start; i < chars.length && rest.length() <= LONGEST_NOTHING; i = resolve(i + 1)) {
            rest.appendCodePoint(chars[i]);
        }
        return nothing.contains(rest.toString());
    }

    private void connect() {
        Deque<Braces> open = new ArrayDeque<>();
        for (int i = 0; i < chars.length; i++) {
            switch (chars[i]) {
                case '\\' -> i = requireEscaped(i);
                case '[' -> {
                    GlobClass found = readClass(i);
                    classes.put(i, found);
                    i = found.end() - 1;
                }
                case '{' -> open.push(new Braces(i));
                case ',' -> {
                    if (!open.isEmpty()) {
                        open.peek().separators.add(i);
                    }
                }
                case '}' -> {
                    if (open.isEmpty()) {
                        throw invalid("the '}' at position " + (i + 1) + " closes nothing");
                    }
                    close(open.pop(), i);
                }
                default -> {
                    // an ordinary character
                }
            }
        }
        if (!open.isEmpty()) {
            throw invalid("the '{' at position " + (open.peek().opening + 1) + " is not closed");
        }
    }

    private void close(Braces braces, int closing) {
        List<Integer> starts = new ArrayList<>();
        starts.add(braces.opening + 1);
        for (int separator : braces.separators) {
            continuations[separator] = closing + 1;
            starts.add(separator + 1);
        }
        continuations[closing] = closing + 1;
        alternatives.put(braces.opening, List.copyOf(starts));
    }

    private GlobClass readClass(int opening) {
        int i = opening + 1;
        boolean negated = i < chars.length && (chars[i] == '^' || chars[i] == '!');
        if (negated) {
            i++;
        }
        if (i < chars.length && chars[i] == ']') {
            throw invalid("the character class at position " + (opening + 1) + " is empty");
        }
        List<GlobClass.Range> ranges = new ArrayList<>();
        while (i < chars.length && chars[i] != ']') {
            i = unescape(i);
            int low = chars[i++];
            ranges.add(new GlobClass.Range(low, low));
            if (i + 1 < chars.length && chars[i] == '-' && chars[i + 1] != ']') {
                i = unescape(i + 1);
                ranges.add(new GlobClass.Range(low, chars[i++]));
            }
        }
        if (i >= chars.length) {
            throw invalid("the '[' at position " + (opening + 1) + " is not closed");
        }
        return new GlobClass(negated, List.copyOf(ranges), i + 1);
    }

    private int unescape(int position) {
        return chars[position] == '\\' ? requireEscaped(position) : position;
    }

    private int requireEscaped(int backslash) {
        if (backslash + 1 >= chars.length) {
            throw invalid("nothing follows the last backslash");
        }
        return backslash + 1;
    }

    private InvalidPatternException invalid(String problem) {
        return new InvalidPatternException("\"" + pattern + "\" is not a valid glob: " + problem);
    }

    @Override
    public String toString() {
        return pattern;
    }

    private static final class Braces {

        private final int opening;
        private final List<Integer> separators = new ArrayList<>();

        private Braces(int opening) {
            this.opening = opening;
        }
    }
}
