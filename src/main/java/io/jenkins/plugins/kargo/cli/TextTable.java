package io.jenkins.plugins.kargo.cli;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns, as {@code kubectl} and {@code kargo} print them. Control characters in cells become blanks. */
final class TextTable {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(@NonNull String... titles) {
        rows.add(List.of(titles));
    }

    /** @param cells one for each title */
    void row(@NonNull String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell.replaceAll("\\p{Cntrl}", " "));
        }
        rows.add(row);
    }

    void print(@NonNull PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i));
                if (i < columns - 1) {
                    line.append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
