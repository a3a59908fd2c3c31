package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Texts of others in Markdown: they format nothing, mention nobody and stay on their line. */
final class Markdown {
    private static final int LONGEST_LINE = 500;

    private Markdown() {}

    /** The first line. */
    @NonNull
    static String plain(@NonNull String text) {
        return cut(text.lines().findFirst().orElse(""))
                .replaceAll("[\\\\`*_\\[\\]<>|#!~]", "\\\\$0")
                .replace("@", "@\u200b");
    }

    @NonNull
    static String code(@NonNull String text) {
        return '`' + cut(text.replaceAll("\\p{Cntrl}+", " ").replace('`', '\'').strip()) + '`';
    }

    /** @param label in Markdown */
    @NonNull
    static String link(@NonNull String label, @NonNull String url) {
        return '[' + label + "](" + url.replace("(", "%28").replace(")", "%29").replace(" ", "%20") + ')';
    }

    /** A block of code in a fence that is longer than any in it. */
    @NonNull
    static String fenced(@NonNull String language, @NonNull String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += '`';
        }
        return fence + language + '\n' + text + (text.endsWith("\n") ? "" : "\n") + fence;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + '…';
    }
}
