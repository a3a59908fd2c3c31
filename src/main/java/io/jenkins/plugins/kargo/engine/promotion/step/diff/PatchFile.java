package io.jenkins.plugins.kargo.engine.promotion.step.diff;

import java.util.ArrayList;
import java.util.List;

/** One file of a patch with full context, so that its text before and after can be told from it. */
final class PatchFile {
    private static final int CONTEXT = 3;

    final String path;
    boolean created;
    boolean deleted;
    boolean binary;

    /** Each with its first character: space, plus or minus. */
    final List<String> lines = new ArrayList<>();

    PatchFile(String path) {
        this.path = path;
    }

    int count(char kind) {
        return (int) lines.stream().filter(line -> line.charAt(0) == kind).count();
    }

    /** @param side minus for the text before, plus for the one after */
    String text(char side) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            char kind = line.charAt(0);
            if (kind == ' ' || kind == side) {
                text.append(line, 1, line.length()).append('\n');
            }
        }
        return text.toString();
    }

    /** The changes with some lines around them, as unified hunks. */
    List<String> hunks() {
        List<String> hunks = new ArrayList<>();
        int before = 1;
        int after = 1;
        int i = 0;
        while (i < lines.size()) {
            int end = endOfHunk(i);
            if (end < 0) {
                break;
            }
            int start = i;
            while (lines.get(start).charAt(0) == ' ') {
                start++;
            }
            int from = Math.max(i, start - CONTEXT);
            before += from - i;
            after += from - i;
            int header = hunks.size();
            int oldLines = 0;
            int newLines = 0;
            for (int j = from; j < end; j++) {
                char kind = lines.get(j).charAt(0);
                oldLines += kind == '+' ? 0 : 1;
                newLines += kind == '-' ? 0 : 1;
                hunks.add(lines.get(j));
            }
            hunks.add(
                    header,
                    "@@ -" + start(before, oldLines) + ',' + oldLines + " +" + start(after, newLines) + ',' + newLines
                            + " @@");
            before += oldLines;
            after += newLines;
            i = end;
        }
        return hunks;
    }

    private static int start(int line, int count) {
        return count == 0 ? line - 1 : line;
    }

    /** Behind the context of the last change that belongs together with the first one from here; -1 when there is none. */
    private int endOfHunk(int from) {
        int last = -1;
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).charAt(0) != ' ') {
                if (last >= 0 && i - last > 2 * CONTEXT + 1) {
                    break;
                }
                last = i;
            }
        }
        return last < 0 ? -1 : Math.min(lines.size(), last + 1 + CONTEXT);
    }
}
