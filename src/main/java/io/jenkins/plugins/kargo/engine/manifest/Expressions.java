package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.List;

/** Writes the expressions by which today's steps say what removed fields said. */
final class Expressions {
    /** What of an image a removed field could ask for. */
    static final String[] IMAGE_PARTS = {"ImageAndTag", "Tag", "ImageAndDigest", "Digest"};

    private Expressions() {}

    static String template(String expression) {
        return "${{ " + expression + " }}";
    }

    /** The image's tag, digest, or name with either. @param origin a mapping with kind and name, or empty */
    static String image(String repository, Mapping origin, String part) {
        String found = "imageFrom(" + arguments(repository, origin) + ')';
        return switch (part) {
            // Quoted, or 1.10 would be the number 1.1.
            case "Tag" -> template("quote(" + found + ".Tag)");
            case "Digest" -> template(found + ".Digest");
            case "ImageAndDigest" -> template(found + ".RepoURL + \"@\" + " + found + ".Digest");
            default -> template(found + ".RepoURL + \":\" + " + found + ".Tag");
        };
    }

    static String commit(String repository, Mapping origin) {
        return template("commitFrom(" + arguments(repository, origin) + ").ID");
    }

    /** @param name empty for a chart whose URL names it */
    static String chartVersion(String repository, String name, Mapping origin) {
        String arguments =
                name.isEmpty() ? arguments(repository, origin) : value(repository) + ", " + arguments(name, origin);
        return template("quote(chartFrom(" + arguments + ").Version)");
    }

    private static String arguments(String text, Mapping origin) {
        String name = origin.text("name");
        return value(text) + (name.isEmpty() ? "" : ", warehouse(" + value(name) + ')');
    }

    /** A text, which may hold expressions itself, as a value inside of an expression. */
    static String value(String text) {
        List<String> parts = new ArrayList<>();
        int end = 0;
        for (int open = text.indexOf("${{"); open >= 0; open = text.indexOf("${{", end)) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                break;
            }
            if (open > end) {
                parts.add(literal(text.substring(end, open)));
            }
            parts.add(text.substring(open + 3, close).strip());
            end = close + 2;
        }
        if (end < text.length() || parts.isEmpty()) {
            parts.add(literal(text.substring(end)));
        }
        return String.join(" + ", parts);
    }

    private static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
