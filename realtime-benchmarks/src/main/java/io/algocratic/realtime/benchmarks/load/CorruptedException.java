package io.algocratic.realtime.benchmarks.load;

/** A server broke its promise: a delivery is lost, repeated, out of order or changed. The run is worth nothing. */
final class CorruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptedException(String message) {
        super(message);
    }
}
