package io.algocratic.realtime.benchmarks.idle;

/**
 * What one server kept alive without and with connections.
 *
 * @param connections how many were opened in between
 * @param before live objects without them
 * @param after live objects with them
 * @param directBefore bytes of buffers outside of the heap, without them
 * @param directAfter the same, with them
 */
public record IdleFigures(
        int connections, ClassHistogram before, ClassHistogram after, long directBefore, long directAfter) {
    /** Live heap of one connection. */
    public double heapEach() {
        return (after.total() - before.total()) / (double) connections;
    }

    /** What was added, by class. */
    public ClassHistogram grown() {
        return after.since(before);
    }

    /** Buffers outside of the heap of one connection. */
    public double directEach() {
        return (directAfter - directBefore) / (double) connections;
    }

    /** Bytes of one connection in classes whose names begin alike. */
    public double each(String prefix) {
        return grown().of(prefix) / (double) connections;
    }
}
