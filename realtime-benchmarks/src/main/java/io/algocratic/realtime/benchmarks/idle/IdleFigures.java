package io.algocratic.realtime.benchmarks.idle;

/**
 * What one server kept alive without and with connections.
 *
 * @param connections how many were opened in between
 * @param heapBefore live bytes on the heap
 * @param heapAfter the same, with the connections
 * @param directBefore bytes of buffers outside of the heap
 * @param directAfter the same, with the connections
 * @param grown what was added, by class
 */
public record IdleFigures(
        int connections, long heapBefore, long heapAfter, long directBefore, long directAfter, ClassHistogram grown) {
    /** Live heap of one connection. */
    public double heapEach() {
        return (heapAfter - heapBefore) / (double) connections;
    }

    /** Buffers outside of the heap of one connection. */
    public double directEach() {
        return (directAfter - directBefore) / (double) connections;
    }

    /** Bytes of one connection in classes whose names begin alike. */
    public double each(String prefix) {
        return grown.of(prefix) / (double) connections;
    }
}
