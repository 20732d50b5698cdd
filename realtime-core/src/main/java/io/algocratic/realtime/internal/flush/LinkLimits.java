package io.algocratic.realtime.internal.flush;

/**
 * Bounds and deadlines of every link of a hub.
 *
 * @param frames the most frames waiting
 * @param bytes the most bytes of envelopes waiting
 * @param heartbeat nanoseconds
 * @param helloTimeout nanoseconds
 * @param writeTimeout nanoseconds
 */
public record LinkLimits(int frames, int bytes, long heartbeat, long helloTimeout, long writeTimeout) {}
