package io.algocratic.realtime.hub.server;

/**
 * What the server is started with. Immutable and thread-safe.
 *
 * @param host a loopback address or a name of one
 * @param port to listen on; 0 takes a free one
 * @param office whether simulated employees work here
 * @param version what {@code /api/health} tells
 */
public record ServerOptions(String host, int port, boolean office, String version) {}
