package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** Walks over a TOML text. */
final class TomlScanner {
    static final char END = '\uffff';

    private final String text;
    private int at;

    TomlScanner(@NonNull String text) {
        this.text = text;
        at = text.startsWith("\ufeff") ? 1 : 0;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    int position() {
        return at;
    }

    /** The next character, {@link #END} at the end. */
    char peek() {
        return atEnd() ? END : text.charAt(at);
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    void skip(int count) {
        at += count;
    }

    @NonNull
    String since(int start) {
        return text.substring(start, Math.min(at, text.length()));
    }

    void skipSpace() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Space and then the character. */
    void expect(char c) throws IOException {
        skipSpace();
        expectNext(c);
    }

    void expectNext(char c) throws IOException {
        if (peek() != c) {
            throw error(at, "expected '" + c + "' but found " + found());
        }
        at++;
    }

    @NonNull
    String found() {
        return atEnd() ? "the end" : peek() == '\n' || peek() == '\r' ? "the end of the line" : "'" + peek() + "'";
    }

    /** Space, a comment and the line's end, or the end. */
    void endOfLine() throws IOException {
        skipSpace();
        skipComment();
        if (atEnd()) {
            return;
        }
        if (startsWith("\r\n")) {
            at += 2;
        } else {
            expectNext('\n');
        }
    }

    /** Space, comments and line ends. */
    void skipBlankLines() throws IOException {
        while (true) {
            skipSpace();
            if (peek() != '#' && peek() != '\n' && !startsWith("\r\n")) {
                return;
            }
            endOfLine();
        }
    }

    private void skipComment() throws IOException {
        if (peek() != '#') {
            return;
        }
        while (!atEnd() && peek() != '\n' && !startsWith("\r\n")) {
            if (isControl(peek())) {
                throw error(at, "a comment must not hold control characters");
            }
            at++;
        }
    }

    static boolean isControl(char c) {
        return (c < 0x20 && c != '\t') || c == 0x7f;
    }

    /** @param position where the trouble is */
    @NonNull
    IOException error(int position, @NonNull String message) {
        String before = text.substring(0, Math.min(position, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new IOException("error parsing input: line " + line + ", column " + column + ": " + message);
    }
}
