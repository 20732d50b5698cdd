package io.algocratic.realtime.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Aligns columns: the first to the left, the others to the right. Confined to one thread. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table row(String... cells) {
        if (!rows.isEmpty() && rows.get(0).length != cells.length) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells among rows of " + rows.get(0).length);
        }
        rows.add(cells);
        return this;
    }

    List<String> lines() {
        int[] widths = rows.isEmpty() ? new int[0] : new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - row[column].length());
            line.append(column == 0 ? row[column] + padding : "   " + padding + row[column]);
        }
        return line.toString().stripTrailing();
    }
}
