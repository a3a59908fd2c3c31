package io.jenkins.plugins.kargo.engine.freight.pattern;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates what a regular expression becomes when it is compiled, before that is done: RE2/J writes {@code x{1000}} out a
 * thousand times, so that a few nested repetitions would fill the memory of the controller. Go refuses nested repetitions
 * of more than 1000 for that reason; RE2/J does not.
 */
final class RegexpSize {

    private static final long MAX_REPETITION = 1_000;
    private static final long MAX_ELEMENTS = 100_000;
    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

    private final String expression;
    private final Deque<Element> open = new ArrayDeque<>();
    private Element group = new Element();
    private Element last = new Element();
    private int position;

    private RegexpSize(String expression) {
        this.expression = expression;
    }

    /** @throws InvalidPatternException if the compiled expression would be too large; other errors are not looked for */
    static void check(String expression) {
        new RegexpSize(expression).check();
    }

    private void check() {
        while (position < expression.length()) {
            switch (expression.charAt(position)) {
                case '\\' -> skipEscape();
                case '[' -> skipClass();
                case '(' -> {
                    open.push(group);
                    group = new Element();
                    last = new Element();
                    position++;
                }
                case ')' -> closeGroup();
                case '{' -> readRepetition();
                default -> literals(1);
            }
        }
        while (!open.isEmpty()) {
            closeGroup();
        }
    }

    private void closeGroup() {
        position++;
        if (!open.isEmpty()) {
            Element closed = group;
            group = open.pop();
            add(closed);
        }
    }

    private void readRepetition() {
        Matcher repetition = REPETITION.matcher(expression).region(position, expression.length());
        if (!repetition.lookingAt()) {
            literals(1);
            return;
        }
        String max = repetition.group(2) == null ? "" : repetition.group(2);
        long times = Math.max(Long.parseLong(repetition.group(1)), max.isEmpty() ? 1 : Long.parseLong(max));
        position = repetition.end();
        group.elements -= last.elements;
        last.elements *= Math.max(1, times);
        last.repetition *= Math.max(1, times);
        if (last.repetition > MAX_REPETITION) {
            throw invalid("it repeats something more than " + MAX_REPETITION + " times");
        }
        add(last);
    }

    private void skipEscape() {
        char escaped = position + 1 < expression.length() ? expression.charAt(position + 1) : '\\';
        if (escaped == 'Q') {
            int end = expression.indexOf("\\E", position);
            int after = end < 0 ? expression.length() : end;
            literals(after - position);
            position = end < 0 ? after : end + 2;
        } else if ("xpP".indexOf(escaped) >= 0 && expression.startsWith("{", position + 2)) {
            int end = expression.indexOf('}', position);
            literals(1);
            position = end < 0 ? expression.length() : end + 1;
        } else {
            literals(1);
            position++;
        }
    }

    private void skipClass() {
        int i = position + 1;
        if (expression.startsWith("^", i)) {
            i++;
        }
        if (expression.startsWith("]", i)) {
            i++;
        }
        while (i < expression.length() && expression.charAt(i) != ']') {
            int named = expression.startsWith("[:", i) ? expression.indexOf(":]", i) : -1;
            if (named >= 0) {
                i = named + 2;
            } else {
                i += expression.charAt(i) == '\\' ? 2 : 1;
            }
        }
        literals(1);
        position = i + 1;
    }

    /** The last of these characters is what a repetition after them repeats. */
    private void literals(int count) {
        position += count;
        group.elements += count - 1L;
        Element literal = new Element();
        literal.elements = 1;
        add(literal);
    }

    private void add(Element element) {
        last = element;
        group.elements += element.elements;
        group.repetition = Math.max(group.repetition, element.repetition);
        if (group.elements > MAX_ELEMENTS) {
            throw invalid("with its repetitions written out it has more than " + MAX_ELEMENTS + " elements");
        }
    }

    private InvalidPatternException invalid(String problem) {
        return new InvalidPatternException("\"" + abbreviated() + "\" is not a valid regular expression: " + problem);
    }

    private String abbreviated() {
        int limit = 200;
        return expression.length() <= limit ? expression : expression.substring(0, limit) + "…";
    }

    /** Something that can be repeated: how large it is, and how often its innermost part is repeated. */
    private static final class Element {

        private long elements;
        private long repetition = 1;
    }
}
