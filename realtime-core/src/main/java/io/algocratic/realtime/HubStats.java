package io.algocratic.realtime;

/**
 * Figures of a hub at one moment. Counters grow from the start of the hub. Immutable and thread-safe.
 *
 * @param sessions open sessions
 * @param links live links, including those that have not said {@code hello} yet
 * @param rooms rooms with members
 * @param identities connected identities
 * @param published messages accepted into rooms
 * @param deliveries frames queued for a receiver
 * @param writes batches handed to transports
 * @param bytesWritten bytes of envelopes in those batches, before framing
 * @param slowConsumers links closed because they did not keep up
 * @param refused commands that were refused
 * @param listenerFailures how often a listener threw
 * @param eventsDropped events that listeners were not told of, because too many waited
 */
public record HubStats(
        int sessions,
        int links,
        int rooms,
        int identities,
        long published,
        long deliveries,
        long writes,
        long bytesWritten,
        long slowConsumers,
        long refused,
        long listenerFailures,
        long eventsDropped) {}
