package io.algocratic.realtime.internal.hub;

import io.algocratic.realtime.HistoryBounds;
import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.spi.Authorizer;
import io.algocratic.realtime.spi.Backplane;
import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What a hub was built with; see {@link io.algocratic.realtime.HubBuilder} for what each means. */
public record HubConfig(
        Optional<Authenticator> authenticator,
        Authorizer authorizer,
        List<HubListener> listeners,
        Optional<Backplane> backplane,
        HistoryBounds history,
        Limits limits,
        Timing timing,
        Execution execution) {

    /** Bounds on sizes and counts. */
    public record Limits(
            int messageBytes,
            int dataDepth,
            int outboundFrames,
            int outboundBytes,
            int maxSessions,
            int maxRooms,
            int roomsPerSession,
            int historyPage,
            int presenceMembers) {}

    /** Intervals and deadlines. */
    public record Timing(
            Duration heartbeat,
            Duration helloTimeout,
            Duration writeTimeout,
            Duration presenceInterval,
            Duration drainTimeout) {}

    /** Time, chance and threads; what is empty is the system's. */
    public record Execution(
            Optional<Ticker> ticker,
            InstantSource clock,
            Optional<Scheduler> scheduler,
            Optional<RandomGenerator> random,
            Optional<Executor> executor,
            Optional<Executor> flushExecutor,
            int flushLoops) {}
}
