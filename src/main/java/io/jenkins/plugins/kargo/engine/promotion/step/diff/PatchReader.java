package io.jenkins.plugins.kargo.engine.promotion.step.diff;

import java.util.ArrayList;
import java.util.List;

/** Reads what {@code git diff} prints with {@link #ARGUMENTS}. */
final class PatchReader {
    /** One hunk for each file, whatever its length. */
    static final List<String> ARGUMENTS = List.of(
            "diff",
            "--patch",
            "--unified=10000000",
            "--no-renames",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--ignore-submodules=all",
            "--src-prefix=a/",
            "--dst-prefix=b/");

    private static final String HEADER = "diff --git ";

    private PatchReader() {}

    static List<PatchFile> read(String patch) {
        List<PatchFile> files = new ArrayList<>();
        PatchFile file = null;
        boolean inHunk = false;
        // Not lines(): a manifest may hold a carriage return of its own.
        for (String line : patch.split("\n")) {
            if (line.startsWith(HEADER)) {
                file = new PatchFile(path(line));
                files.add(file);
                inHunk = false;
            } else if (file != null && line.startsWith("@@ ")) {
                inHunk = true;
            } else if (file != null && inHunk) {
                if (!line.isEmpty() && line.charAt(0) != '\\') {
                    file.lines.add(line);
                }
            } else if (file != null) {
                file.created |= line.startsWith("new file mode ");
                file.deleted |= line.startsWith("deleted file mode ");
                file.binary |= line.startsWith("Binary files ");
            }
        }
        return files;
    }

    /** Without renames both names of the header are the same, so that its half is one of them. */
    private static String path(String header) {
        String names = header.substring(HEADER.length());
        String first = names.substring(0, names.length() / 2);
        String bare = first.startsWith("\"") ? first.substring(1, first.length() - 1) : first;
        return bare.startsWith("a/") ? bare.substring(2) : bare;
    }
}
