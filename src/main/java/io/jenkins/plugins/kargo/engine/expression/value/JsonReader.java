package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as Go's encoding/json does into values of any type: every number becomes a float, one out of range is an
 * error, of equal keys the last wins, a lone surrogate becomes U+FFFD.
 */
public final class JsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private final String text;
    private final Evaluation evaluation;
    private int position;

    private JsonReader(String text, Evaluation evaluation) {
        this.text = text;
        this.evaluation = evaluation;
    }

    /** @throws ValueException that says where the text is no JSON */
    @CheckForNull
    public static Object read(@NonNull String text, @NonNull Evaluation evaluation) {
        JsonReader reader = new JsonReader(text, evaluation);
        reader.skipSpace();
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw reader.error("there is more after the value");
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > evaluation.limits().depth()) {
            throw error("it is nested deeper than " + evaluation.limits().depth());
        }
        evaluation.steps(1);
        switch (peek()) {
            case '{' -> {
                return object(depth);
            }
            case '[' -> {
                return array(depth);
            }
            case '"' -> {
                return string();
            }
            case 't' -> {
                return literal("true", true);
            }
            case 'f' -> {
                return literal("false", false);
            }
            case 'n' -> {
                return literal("null", null);
            }
            default -> {
                return number();
            }
        }
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private Object literal(String word, Object value) {
        if (!text.startsWith(word, position)) {
            throw error("a value is expected");
        }
        position += word.length();
        return value;
    }

    private Double number() {
        Matcher matcher = NUMBER.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw error("a value is expected");
        }
        Double number = FloatText.parse(matcher.group());
        if (number == null) {
            throw error("the number is out of range");
        }
        position = matcher.end();
        return number;
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        position++;
        skipSpace();
        if (peek() == ']') {
            position++;
            return list;
        }
        while (true) {
            skipSpace();
            list.add(value(depth + 1));
            skipSpace();
            if (next(',', ']')) {
                return list;
            }
        }
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        position++;
        skipSpace();
        if (peek() == '}') {
            position++;
            return map;
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw error("a key in double quotes is expected");
            }
            String key = string();
            skipSpace();
            next(':', ':');
            skipSpace();
            map.put(key, value(depth + 1));
            skipSpace();
            if (next(',', '}')) {
                return map;
            }
        }
    }

    /** Passes the separator or the end, whichever comes; true for the end. */
    private boolean next(char separator, char end) {
        char c = peek();
        if (c != separator && c != end) {
            throw error(separator == end ? "'" + end + "' is expected" : "',' or '" + end + "' is expected");
        }
        position++;
        return c == end;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        position++;
        while (peek() != '"') {
            char c = peek();
            if (position >= text.length() || c < 0x20) {
                throw error("the string is not terminated");
            }
            position++;
            if (c == '\\') {
                escape(string);
            } else {
                string.append(c);
            }
        }
        position++;
        return withoutLoneSurrogates(string);
    }

    private void escape(StringBuilder string) {
        char c = peek();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (c == 'u') {
            Matcher hex = HEX.matcher(text).region(position + 1, text.length());
            if (!hex.lookingAt()) {
                throw error("four hexadecimal digits are expected after \\u");
            }
            string.append((char) Integer.parseInt(hex.group(), 16));
            position = hex.end();
        } else if (simple >= 0 && position < text.length()) {
            string.append("\"\\/\b\f\n\r\t".charAt(simple));
            position++;
        } else {
            throw error("unknown escape");
        }
    }

    private static final Pattern HEX = Pattern.compile("\\p{XDigit}{4}");

    private static String withoutLoneSurrogates(StringBuilder string) {
        for (int i = 0; i < string.length(); i++) {
            int character = string.codePointAt(i);
            if (Character.isSupplementaryCodePoint(character)) {
                i++;
            } else if (Character.isSurrogate((char) character)) {
                string.setCharAt(i, '\uFFFD');
            }
        }
        return string.toString();
    }

    private ValueException error(String problem) {
        return new ValueException("invalid JSON at character " + (position + 1) + ": " + problem);
    }
}
