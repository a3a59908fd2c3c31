package io.jenkins.plugins.kargo.engine.freight.pattern;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * One match of a glob against a name. All positions of the pattern that the name can be in are followed at once instead of
 * backtracking, so the time is at most the product of the two lengths whatever the pattern. For the same reason a match is
 * also found where the library's backtracking gives up too early, which takes a character class that stands for a slash.
 */
final class GlobRun {

    /** How a position was reached; a state is position * MODES + mode. */
    private static final int INSIDE_SEGMENT = 0;

    private static final int SEGMENT_START = 1;
    private static final int IN_DIRECTORIES = 2;
    private static final int IN_STAR = 3;
    private static final int MODES = 4;

    private final GlobSyntax syntax;
    private final Deque<Integer> unexpanded = new ArrayDeque<>();
    private BitSet states = new BitSet();
    private BitSet next = new BitSet();
    private boolean anythingMatches;

    GlobRun(GlobSyntax syntax) {
        this.syntax = syntax;
    }

    boolean matches(String name) {
        states.set(state(0, SEGMENT_START));
        for (int i = 0; i < name.length() && !states.isEmpty(); i += Character.charCount(name.codePointAt(i))) {
            expand();
            if (anythingMatches) {
                return true;
            }
            consume(name.codePointAt(i));
        }
        return states.stream().anyMatch(s -> switch (s % MODES) {
            case IN_DIRECTORIES -> false;
            case IN_STAR -> syntax.matchesNothingAfterStar(s / MODES);
            default -> syntax.matchesNothing(s / MODES);
        });
    }

    /** Adds every state that is reached without consuming a character. */
    private void expand() {
        states.stream().forEach(unexpanded::push);
        while (!unexpanded.isEmpty() && !anythingMatches) {
            int s = unexpanded.pop();
            int position = s / MODES;
            int mode = s % MODES;
            if (mode == IN_STAR) {
                reach(position, INSIDE_SEGMENT);
            } else if (mode != IN_DIRECTORIES) {
                syntax.alternativesAt(position).forEach(a -> reach(a, SEGMENT_START));
                if (syntax.at(position) == '*') {
                    expandStar(position, mode);
                }
            }
        }
    }

    private void expandStar(int position, int mode) {
        int after = syntax.resolve(position + 1);
        if (syntax.at(after) == '*') {
            after = syntax.resolve(after + 1);
            if (mode == SEGMENT_START && after == syntax.length()) {
                anythingMatches = true;
                return;
            }
            if (mode == SEGMENT_START && syntax.at(after) == '/') {
                reach(after + 1, IN_DIRECTORIES);
                reach(after + 1, SEGMENT_START);
                return;
            }
        }
        reach(after, IN_STAR);
    }

    private void reach(int position, int mode) {
        int s = state(position, mode);
        if (!states.get(s)) {
            states.set(s);
            unexpanded.push(s);
        }
    }

    private void consume(int c) {
        next.clear();
        states.stream().forEach(s -> consume(s / MODES, s % MODES, c));
        BitSet consumed = states;
        states = next;
        next = consumed;
    }

    private void consume(int position, int mode, int c) {
        if (mode == IN_DIRECTORIES) {
            next.set(state(position, IN_DIRECTORIES));
            if (c == '/') {
                next.set(state(position, SEGMENT_START));
            }
        } else if (mode == IN_STAR) {
            if (c != '/') {
                next.set(state(position, IN_STAR));
            }
        } else {
            int behind = behind(position, c);
            if (behind >= 0) {
                boolean wildcard = syntax.at(position) == '?' || syntax.at(position) == '[';
                next.set(state(behind, c == '/' && !wildcard ? SEGMENT_START : INSIDE_SEGMENT));
            }
        }
    }

    /** The position after the one element of the pattern that stands for this character; -1 when it does not. */
    private int behind(int position, int c) {
        int expected = syntax.at(position);
        return switch (expected) {
            case -1, '*' -> -1;
            case '?' -> c == '/' ? -1 : position + 1;
            case '[' ->
                syntax.classAt(position).contains(c) ? syntax.classAt(position).end() : -1;
            case '\\' -> syntax.escapedAt(position) == c ? position + 2 : -1;
            default -> expected == c ? position + 1 : -1;
        };
    }

    private int state(int position, int mode) {
        return syntax.resolve(position) * MODES + mode;
    }
}
