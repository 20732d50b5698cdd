package io.algocratic.realtime.internal.hub;

import io.algocratic.realtime.Identity;
import io.algocratic.realtime.internal.codec.CommandLimits;
import io.algocratic.realtime.internal.codec.Frames;
import io.algocratic.realtime.internal.event.EventBus;
import io.algocratic.realtime.internal.flush.FlushLoop;
import io.algocratic.realtime.internal.flush.LinkLimits;
import io.algocratic.realtime.internal.inbox.Addressees;
import io.algocratic.realtime.internal.room.RoomServices;
import io.algocratic.realtime.internal.room.Rooms;
import io.algocratic.realtime.internal.session.Engine;
import io.algocratic.realtime.internal.session.Sessions;
import io.algocratic.realtime.internal.stream.InMemoryBackplane;
import io.algocratic.realtime.internal.time.SystemRuntime;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.spi.Backplane;
import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The parts of a hub, wired together and stopped together. */
record HubParts(
        Engine engine,
        List<FlushLoop> loops,
        LinkLimits linkLimits,
        FlushLoop.Stats flushStats,
        LongAdder deliveries,
        int maxSessions,
        Duration drainTimeout,
        SystemRuntime system) {
    private static final String SERVER = "realtime/1";
    private static final int MEMBERS_PAGE = 100;
    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(1);

    static HubParts wire(HubConfig config) {
        SystemRuntime system = new SystemRuntime();
        HubConfig.Execution execution = config.execution();
        HubConfig.Limits limits = config.limits();
        HubConfig.Timing timing = config.timing();
        Ticker ticker = execution.ticker().orElse(SystemRuntime.TICKER);
        Scheduler scheduler = execution.scheduler().orElseGet(system::scheduler);
        int cores = Runtime.getRuntime().availableProcessors();
        Executor executor = execution.executor().orElseGet(() -> system.pool("realtime-worker", cores));
        RandomNames names = new RandomNames(execution.random().orElseGet(SecureRandom::new));
        Backplane backplane = config.backplane()
                .orElseGet(() -> new InMemoryBackplane(
                        config.history(), limits.maxRooms(), ticker, scheduler, executor, names::epoch));
        EventBus events = new EventBus(executor, config.listeners());
        LongAdder deliveries = new LongAdder();
        Rooms rooms = new Rooms(new RoomServices(
                backplane,
                executor,
                scheduler,
                execution.clock(),
                events,
                limits.outboundFrames() / 2,
                limits.outboundBytes() / 2,
                limits.presenceMembers(),
                timing.presenceInterval(),
                deliveries));
        CommandLimits commands =
                new CommandLimits(limits.messageBytes(), limits.dataDepth(), limits.historyPage(), MEMBERS_PAGE);
        Engine engine = new Engine(
                config.authenticator().orElseGet(() -> guests(names)),
                config.authorizer(),
                backplane,
                rooms,
                new Addressees(executor, names::epoch),
                new Sessions(),
                events,
                executor,
                execution.clock(),
                names::session,
                commands,
                new Frames.Server(timing.heartbeat(), commands, limits.roomsPerSession(), SERVER),
                new LongAdder(),
                new LongAdder());
        FlushLoop.Stats stats = new FlushLoop.Stats(new LongAdder(), new LongAdder(), new LongAdder());
        LinkLimits links = new LinkLimits(
                limits.outboundFrames(),
                limits.outboundBytes(),
                timing.heartbeat().toNanos(),
                timing.helloTimeout().toNanos(),
                timing.writeTimeout().toNanos());
        List<FlushLoop> loops = loops(config, system, ticker, scheduler, stats);
        backplane.start(rooms);
        return new HubParts(
                engine, loops, links, stats, deliveries, limits.maxSessions(), timing.drainTimeout(), system);
    }

    /** Waits until every link is flushed and closed, or the deadline has passed, then stops everything. */
    void stop() {
        long deadline = SystemRuntime.TICKER.nanos() + drainTimeout.toNanos();
        for (FlushLoop loop : loops) {
            loop.stop();
            loop.awaitEmpty(deadline);
        }
        engine.backplane().close();
        system.close();
    }

    private static List<FlushLoop> loops(
            HubConfig config, SystemRuntime system, Ticker ticker, Scheduler scheduler, FlushLoop.Stats stats) {
        Duration sweep = Stream.of(
                        LONGEST_SWEEP,
                        config.timing().heartbeat().dividedBy(4),
                        config.timing().helloTimeout().dividedBy(4),
                        config.timing().writeTimeout().dividedBy(4))
                .min(Duration::compareTo)
                .orElse(LONGEST_SWEEP);
        return Stream.generate(() -> {
                    Executor executor =
                            config.execution().flushExecutor().orElseGet(() -> system.pool("realtime-flush", 1));
                    FlushLoop loop = new FlushLoop(executor, ticker, Frames.PING, stats);
                    loop.sweepEvery(sweep, scheduler);
                    return loop;
                })
                .limit(config.execution().flushLoops())
                .toList();
    }

    private static Authenticator guests(RandomNames names) {
        return (handshake, token) -> CompletableFuture.completedFuture(
                new Authenticator.Authentication.Accepted(Identity.of("guest-" + names.epoch())));
    }
}
