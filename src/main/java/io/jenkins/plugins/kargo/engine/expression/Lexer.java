package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.Token.Kind;
import io.jenkins.plugins.kargo.engine.expression.value.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Cuts an expression into tokens, one at a time, by the rules of expr-lang's lexer. */
final class Lexer {
    private static final Set<String> WORD_OPERATORS =
            Set.of("not", "in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let", "if", "else");
    private static final int EOF = -1;

    private final String source;
    private final Deque<Token> ready = new ArrayDeque<>();
    private int start;
    private int position;

    Lexer(String source) {
        this.source = source;
    }

    /** The next token; at the end {@code END}, again and again. */
    Token next() {
        while (ready.isEmpty()) {
            scan();
        }
        return ready.poll();
    }

    private void scan() {
        start = position;
        int c = read();
        if (c == EOF) {
            ready.add(new Token(Kind.END, "", source.length()));
        } else if (c == '\'' || c == '"') {
            emit(Kind.TEXT, literal(c, false));
        } else if (c == '`') {
            emit(Kind.TEXT, rawText());
        } else if ((c == 'b' || c == 'B') && (peek() == '\'' || peek() == '"')) {
            emit(Kind.BYTES, literal(read(), true));
        } else if (isDigit(c)) {
            position = start;
            number();
        } else if (!Texts.isSpace(c)) {
            symbol(c);
        }
    }

    private void symbol(int c) {
        switch (c) {
            case '?' -> operator(".?");
            case '/' -> slash();
            case '#' -> pointer();
            case '|' -> operator("|");
            case ':' -> operator(":");
            case '(', '[', '{', ')', ']', '}' -> emit(Kind.BRACKET, word());
            case ',', ';', '%', '+', '-', '^' -> emit(Kind.OPERATOR, word());
            case '&', '!', '=', '*', '<', '>' -> operator("&=*");
            case '.' -> dot();
            default -> {
                if (!isAlphanumeric(c)) {
                    throw error("unrecognized character " + describe(c));
                }
                identifier();
            }
        }
    }

    private void emit(Kind kind, String text) {
        ready.add(new Token(kind, text, start));
    }

    private String word() {
        return source.substring(start, position);
    }

    private int peek() {
        return position < source.length() ? source.codePointAt(position) : EOF;
    }

    private int read() {
        int c = peek();
        if (c != EOF) {
            position += Character.charCount(c);
        }
        return c;
    }

    private boolean accept(String characters) {
        if (peek() != EOF && characters.indexOf(peek()) >= 0) {
            read();
            return true;
        }
        return false;
    }

    private void acceptAll(String characters) {
        while (accept(characters)) {
            continue;
        }
    }

    private void acceptWord() {
        while (isAlphanumeric(peek())) {
            read();
        }
    }

    private void operator(String second) {
        accept(second);
        emit(Kind.OPERATOR, word());
    }

    private void dot() {
        if (isDigit(peek())) {
            number();
        } else {
            operator(".");
        }
    }

    private void number() {
        String digits = "0123456789_";
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
            } else if (accept("oO")) {
                digits = "01234567_";
            } else if (accept("bB")) {
                digits = "01_";
            }
        }
        acceptAll(digits);
        int whole = position;
        if (accept(".")) {
            if (peek() == '.') {
                // 1..2 is a range
                position = whole;
                emit(Kind.NUMBER, word());
                return;
            }
            acceptAll(digits);
        }
        if (accept("eE")) {
            accept("+-");
            acceptAll(digits);
        }
        if (isAlphanumeric(peek())) {
            read();
            throw error("bad number syntax: " + word());
        }
        emit(Kind.NUMBER, word());
    }

    private void identifier() {
        acceptWord();
        emit(WORD_OPERATORS.contains(word()) ? Kind.OPERATOR : Kind.IDENTIFIER, word());
    }

    /** {@code #}, and the name that follows without a space. */
    private void pointer() {
        operator("#");
        start = position;
        acceptWord();
        if (position > start) {
            emit(Kind.IDENTIFIER, word());
        }
    }

    private void slash() {
        if (accept("/")) {
            int end = source.indexOf('\n', position);
            position = end < 0 ? source.length() : end + 1;
        } else if (accept("*")) {
            int end = source.indexOf("*/", position);
            if (end < 0) {
                throw error("unclosed comment");
            }
            position = end + 2;
        } else {
            emit(Kind.OPERATOR, word());
        }
    }

    private String rawText() {
        StringBuilder text = new StringBuilder();
        while (true) {
            int end = source.indexOf('`', position);
            if (end < 0) {
                throw error("literal not terminated");
            }
            text.append(source, position, end);
            position = end + 1;
            if (peek() != '`') {
                return text.toString();
            }
            text.append('`');
            position++;
        }
    }

    /** The value of the literal whose opening quote was just read. */
    private String literal(int quote, boolean bytes) {
        LiteralReader reader = new LiteralReader(source, position, quote, bytes);
        try {
            return reader.read();
        } finally {
            position = reader.position();
        }
    }

    private ExpressionException error(String problem) {
        return ExpressionException.at(Phase.PARSE, problem, source, start);
    }

    private static String describe(int c) {
        return c < ' ' || Character.getType(c) == Character.CONTROL
                ? "U+%04X".formatted(c)
                : "\"" + Character.toString(c) + "\"";
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphabetic(int c) {
        return c == '_' || c == '$' || c != EOF && Character.isLetter(c);
    }

    static boolean isAlphanumeric(int c) {
        return isAlphabetic(c) || c != EOF && Character.isDigit(c);
    }
}
