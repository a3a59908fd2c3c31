package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * An expression that cannot be read, cannot work or did not work, with the place in it: the message ends with line,
 * column and the line itself with a caret below. It never holds the text of a secret.
 */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** Longer lines are shown around the error only. */
    private static final int SHOWN = 120;
    /** A message may quote a value of any size. */
    private static final int MAX_PROBLEM = 500;

    /** When an error is found. */
    public enum Phase {
        /** The text is no expression. */
        PARSE,
        /** Literals or functions are used in a way that can never work. */
        CHECK,
        /** It failed with the values it was given. */
        RUN
    }

    private final Phase phase;
    private final String problem;
    private final int line;
    private final int column;

    private ExpressionException(Phase phase, String problem, int line, int column, String message) {
        super(message, null, false, true);
        this.phase = phase;
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /** @param at offset in the source, in UTF-16 units */
    static ExpressionException at(@NonNull Phase phase, @NonNull String what, @NonNull String source, int at) {
        String problem = what.length() > MAX_PROBLEM ? what.substring(0, MAX_PROBLEM) + " ..." : what;
        int position = Math.max(0, Math.min(at, source.length()));
        int start = source.lastIndexOf('\n', position - 1) + 1;
        int end = source.indexOf('\n', position);
        int line = 1 + (int) source.chars().limit(start).filter(c -> c == '\n').count();
        String text = source.substring(start, end < 0 ? source.length() : end).replace('\t', ' ');
        int column = position - start;
        String excerpt = excerpt(text, column);
        String message = "%s (%d:%d)%s".formatted(problem, line, column + 1, excerpt);
        return new ExpressionException(phase, problem, line, column + 1, message);
    }

    private static String excerpt(String line, int column) {
        if (line.isBlank()) {
            return "";
        }
        int from = Math.max(0, column - SHOWN / 2);
        int to = Math.min(line.length(), from + SHOWN);
        String caret = ".".repeat(column - from) + '^';
        return "\n | " + line.substring(from, to) + "\n | " + caret;
    }

    /** An error that no single place in an expression causes. */
    static ExpressionException of(@NonNull Phase phase, @NonNull String problem) {
        return new ExpressionException(phase, problem, 0, 0, problem);
    }

    /** The same error, its message naming the field that holds the expression. */
    ExpressionException in(@NonNull String field) {
        String message = field + ": " + getMessage();
        ExpressionException named = new ExpressionException(phase, field + ": " + problem, line, column, message);
        named.setStackTrace(getStackTrace());
        return named;
    }

    @NonNull
    public Phase phase() {
        return phase;
    }

    /** What is wrong, without place and excerpt. */
    @NonNull
    public String problem() {
        return problem;
    }

    /** From 1; 0 when the error has no place. */
    public int line() {
        return line;
    }

    /** From 1; 0 when the error has no place. */
    public int column() {
        return column;
    }
}
