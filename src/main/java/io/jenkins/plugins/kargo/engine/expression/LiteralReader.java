package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import java.nio.charset.StandardCharsets;

/** Reads one quoted literal with its escapes; line ends inside become {@code \n}. */
final class LiteralReader {
    private final String source;
    private final int quote;
    private final boolean bytes;
    private final StringBuilder value = new StringBuilder();
    private int position;

    /** @param start behind the opening quote */
    LiteralReader(String source, int start, int quote, boolean bytes) {
        this.source = source;
        this.position = start;
        this.quote = quote;
        this.bytes = bytes;
    }

    /** Where reading ended: behind the closing quote. */
    int position() {
        return position;
    }

    /** The characters, or of a bytes literal its bytes as characters 0 to 255. */
    String read() {
        while (true) {
            int c = position < source.length() ? source.codePointAt(position) : '\n';
            if (c == '\n') {
                throw error("literal not terminated");
            }
            position += Character.charCount(c);
            if (c == quote) {
                return value.toString();
            } else if (c == '\\') {
                escape();
            } else if (c == '\r') {
                append('\n');
            } else {
                append(c);
            }
        }
    }

    private void append(int c) {
        boolean loneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        int character = loneSurrogate ? 0xFFFD : c;
        if (bytes && c >= 0x80) {
            for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                value.append((char) (b & 0xff));
            }
        } else {
            value.appendCodePoint(character);
        }
    }

    private void escape() {
        char c = position < source.length() ? source.charAt(position) : '\0';
        position++;
        int simple = "abfnrtv\\".indexOf(c);
        if (simple >= 0) {
            append("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
        } else if (c == quote) {
            append(c);
        } else if (c >= '0' && c <= '3') {
            position--;
            code(digits(3, 8));
        } else if (c == 'x') {
            code(digits(2, 16));
        } else if ((c == 'u' || c == 'U') && !bytes) {
            code(c == 'u' && source.startsWith("{", position) ? bracedDigits() : digits(c == 'u' ? 4 : 8, 16));
        } else {
            throw error("invalid char escape");
        }
    }

    /** A byte of a bytes literal as it is, else a character. */
    private void code(long code) {
        if (code > Character.MAX_CODE_POINT) {
            throw error("invalid char escape");
        } else if (bytes) {
            value.append((char) code);
        } else {
            append((int) code);
        }
    }

    private long digits(int count, int base) {
        long code = 0;
        for (int i = 0; i < count; i++) {
            int digit = position < source.length() && source.charAt(position) < 0x80
                    ? Character.digit(source.charAt(position), base)
                    : -1;
            if (digit < 0) {
                throw error("invalid char escape");
            }
            code = code * base + digit;
            position++;
        }
        return code;
    }

    /** {@code {1F600}}: one to six digits. */
    private long bracedDigits() {
        int end = source.indexOf('}', position);
        int count = end - position - 1;
        if (end < 0 || count < 1 || count > 6) {
            throw error("invalid char escape");
        }
        position++;
        long code = digits(count, 16);
        position++;
        return code;
    }

    private ExpressionException error(String problem) {
        return ExpressionException.at(Phase.PARSE, problem, source, Math.min(position, source.length()));
    }
}
