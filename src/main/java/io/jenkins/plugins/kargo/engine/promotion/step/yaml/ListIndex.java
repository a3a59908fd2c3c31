package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Positions in lists: {@code 2}, the older {@code [2]}, and -1 for the end. */
final class ListIndex {
    private static final Pattern INDEX = Pattern.compile("\\[?(-?\\d{1,9})]?");

    private ListIndex() {}

    static int parse(@NonNull String text) throws IOException {
        Matcher matcher = INDEX.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("invalid index format: " + text);
        }
        int index = Integer.parseInt(matcher.group(1));
        if (index < -1) {
            throw new IOException("invalid negative index: " + index);
        }
        return index;
    }
}
