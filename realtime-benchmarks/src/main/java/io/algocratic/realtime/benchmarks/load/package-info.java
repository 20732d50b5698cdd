/** The load client: one thread, one selector, its own WebSocket framing, nothing allocated for a delivery. */
package io.algocratic.realtime.benchmarks.load;
