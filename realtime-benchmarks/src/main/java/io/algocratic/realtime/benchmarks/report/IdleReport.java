package io.algocratic.realtime.benchmarks.report;

import io.algocratic.realtime.benchmarks.idle.IdleFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of an idle run. Confined to one thread. */
public final class IdleReport {
    private static final String LIBRARY = "io.algocratic.realtime.";
    private static final String HARNESS = "io.algocratic.realtime.benchmarks.";
    private static final String ADAPTER = "io.algocratic.realtime.jakarta.";
    private static final double WHOLE_LIMIT = 12 * 1024;
    private static final double OWN_LIMIT = 2 * 1024;

    private final IdleFigures whole;
    private final IdleFigures bare;
    private final int rooms;
    private final int classes;

    /**
     * Makes a report.
     *
     * @param whole of the server with its container
     * @param bare of the hub alone
     * @param rooms the connections were spread over
     * @param classes how many to list
     */
    public IdleReport(IdleFigures whole, IdleFigures bare, int rooms, int classes) {
        this.whole = whole;
        this.bare = bare;
        this.rooms = rooms;
        this.classes = classes;
    }

    /** The whole report. */
    public List<String> lines() {
        double adapter = whole.each(ADAPTER);
        double own = bare.heapEach() - bare.each(HARNESS) + adapter;
        List<String> lines = new ArrayList<>();
        lines.add(
                "%,d idle connections, joined to %,d rooms; live bytes of each".formatted(whole.connections(), rooms));
        lines.add("");
        lines.addAll(new Table()
                .row("", "bytes", "at most", "")
                .row(
                        "whole server, heap",
                        number(whole.heapEach()),
                        number(WHOLE_LIMIT),
                        met(whole.heapEach(), WHOLE_LIMIT))
                .row("the library's own", number(own), number(OWN_LIMIT), met(own, OWN_LIMIT))
                .row("  hub alone, with all it refers to", number(bare.heapEach() - bare.each(HARNESS)), "", "")
                .row("  adapter, its objects themselves", number(adapter), "", "")
                .row("for comparison: all library objects themselves", number(libraryObjects()), "", "")
                .row("whole server, buffers outside of the heap", number(whole.directEach()), "", "")
                .lines());
        lines.add("");
        lines.add("Live objects in all: %,d KB before, %,d KB with the connections."
                .formatted(whole.before().total() / 1024, whole.after().total() / 1024));
        list(lines, "Whole server, by class", whole);
        list(lines, "Hub alone, by class", bare);
        return lines;
    }

    private double libraryObjects() {
        return whole.each(LIBRARY) - whole.each(HARNESS);
    }

    private void list(List<String> lines, String title, IdleFigures figures) {
        lines.add("");
        lines.add(title + ", bytes of each connection");
        for (Map.Entry<String, Long> row : figures.grown().largest(classes)) {
            lines.add("%8.0f  %s".formatted(row.getValue() / (double) figures.connections(), row.getKey()));
        }
    }

    private static String number(double bytes) {
        return "%,.0f".formatted(bytes);
    }

    private static String met(double bytes, double limit) {
        return bytes <= limit ? "reached" : "NOT reached";
    }
}
