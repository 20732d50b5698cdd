package io.algocratic.realtime.benchmarks.report;

import java.util.stream.DoubleStream;

/** The middle of several rounds: unlike the mean, not moved by one round that something disturbed. */
final class Median {
    private Median() {}

    /** The median, of an even number of values the mean of the two in the middle; NaN of none. */
    static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
