package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** Reads the four kinds of TOML strings. */
final class TomlStrings {
    private final TomlScanner in;

    TomlStrings(@NonNull TomlScanner in) {
        this.in = in;
    }

    @NonNull
    String read() throws IOException {
        if (in.startsWith("\"\"\"") || in.startsWith("'''")) {
            return manyLines(in.peek());
        }
        return oneLine();
    }

    @NonNull
    String oneLine() throws IOException {
        int start = in.position();
        char quote = in.next();
        StringBuilder text = new StringBuilder();
        while (in.peek() != quote) {
            char c = in.next();
            if (TomlScanner.isControl(c) || c == TomlScanner.END) {
                throw in.error(start, "the string does not end on its line");
            }
            if (c == '\\' && quote == '"') {
                escape(text);
            } else {
                text.append(c);
            }
        }
        in.skip(1);
        return text.toString();
    }

    private String manyLines(char quote) throws IOException {
        int start = in.position();
        String end = String.valueOf(quote).repeat(3);
        in.skip(3);
        skipLineBreak();
        StringBuilder text = new StringBuilder();
        while (!in.startsWith(end)) {
            char c = in.next();
            if (c == TomlScanner.END || (TomlScanner.isControl(c) && c != '\n' && c != '\r')) {
                throw in.error(start, "the string does not end");
            }
            if (c == '\\' && quote == '"') {
                if (!skipEscapedLineBreak()) {
                    escape(text);
                }
            } else {
                text.append(c);
            }
        }
        in.skip(3);
        // Up to two more quotes belong to the text.
        for (int i = 0; i < 2 && in.peek() == quote; i++) {
            text.append(in.next());
        }
        return text.toString();
    }

    private boolean skipLineBreak() {
        if (in.startsWith("\r\n")) {
            in.skip(2);
            return true;
        }
        if (in.peek() == '\n') {
            in.skip(1);
            return true;
        }
        return false;
    }

    /** A backslash at the end of a line takes away all space up to the next text. */
    private boolean skipEscapedLineBreak() {
        int start = in.position();
        in.skipSpace();
        if (!skipLineBreak()) {
            in.skip(start - in.position());
            return false;
        }
        do {
            in.skipSpace();
        } while (skipLineBreak());
        return true;
    }

    private void escape(StringBuilder text) throws IOException {
        int at = in.position();
        char c = in.next();
        switch (c) {
            case 'b' -> text.append('\b');
            case 't' -> text.append('\t');
            case 'n' -> text.append('\n');
            case 'f' -> text.append('\f');
            case 'r' -> text.append('\r');
            case 'e' -> text.append('\u001b');
            case '"', '\\' -> text.append(c);
            case 'x' -> text.appendCodePoint(codePoint(2));
            case 'u' -> text.appendCodePoint(codePoint(4));
            case 'U' -> text.appendCodePoint(codePoint(8));
            default -> throw in.error(at, "there is no escape \\" + c);
        }
    }

    private int codePoint(int digits) throws IOException {
        int start = in.position();
        in.skip(digits);
        String hex = in.since(start);
        if (!hex.matches("[0-9A-Fa-f]{" + digits + "}")) {
            throw in.error(start, "expected " + digits + " hex digits");
        }
        long value = Long.parseLong(hex, 16);
        if (value > Character.MAX_CODE_POINT || (value >= 0xd800 && value <= 0xdfff)) {
            throw in.error(start, hex + " is no character");
        }
        return (int) value;
    }
}
