package io.algocratic.realtime;

import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.internal.hub.DefaultHub;
import io.algocratic.realtime.internal.hub.HubConfig;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.spi.Authorizer;
import io.algocratic.realtime.spi.Backplane;
import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Configures a {@link Hub}. Every option has a default. Confined to one thread.
 *
 * <pre>{@code
 * Hub hub = Hub.builder()
 *     .authenticator(Authenticator.by(handshake -> handshake.principal().map(Identity::of)))
 *     .heartbeat(Duration.ofSeconds(15))
 *     .build();
 * }</pre>
 */
public final class HubBuilder {
    private Optional<Authenticator> authenticator = Optional.empty();
    private Authorizer authorizer = Authorizer.ALLOW_ALL;
    private final List<HubListener> listeners = new ArrayList<>();
    private Optional<Backplane> backplane = Optional.empty();
    private HistoryBounds history = HistoryBounds.DEFAULT;
    private int messageLimit = 64 * 1024;
    private int dataDepth = 64;
    private int outboundFrames = 2_048;
    private int outboundBytes = 1024 * 1024;
    private int maxSessions = 100_000;
    private int maxRooms = 10_000;
    private int roomsPerSession = 100;
    private int historyPage = 100;
    private int presenceMembers = 1_000;
    private Duration heartbeat = Duration.ofSeconds(25);
    private Duration helloTimeout = Duration.ofSeconds(10);
    private Duration writeTimeout = Duration.ofSeconds(30);
    private Duration presenceInterval = Duration.ofMillis(50);
    private Duration drainTimeout = Duration.ofSeconds(10);
    private Optional<Ticker> ticker = Optional.empty();
    private InstantSource clock = InstantSource.system();
    private Optional<Scheduler> scheduler = Optional.empty();
    private Optional<RandomGenerator> random = Optional.empty();
    private Optional<Executor> executor = Optional.empty();
    private Optional<Executor> flushExecutor = Optional.empty();
    private int flushLoops = Runtime.getRuntime().availableProcessors();

    HubBuilder() {}

    /**
     * Decides who peers are. Default: everybody is accepted as {@code guest-} and eight random characters.
     *
     * @param value the authenticator
     * @return this builder
     */
    public HubBuilder authenticator(Authenticator value) {
        this.authenticator = Optional.of(value);
        return this;
    }

    /**
     * Decides what identities may do. Default: everything.
     *
     * @param value the authorizer
     * @return this builder
     */
    public HubBuilder authorizer(Authorizer value) {
        this.authorizer = value;
        return this;
    }

    /**
     * Adds a listener. Default: none.
     *
     * @param value the listener
     * @return this builder
     */
    public HubBuilder listener(HubListener value) {
        this.listeners.add(value);
        return this;
    }

    /**
     * Decides the order of streams and carries it. Default: in memory, bounded by {@link #history}. The hub closes it.
     *
     * @param value the backplane
     * @return this builder
     */
    public HubBuilder backplane(Backplane value) {
        this.backplane = Optional.of(value);
        return this;
    }

    /**
     * How much of each room's stream the in-memory backplane keeps. Default: {@link HistoryBounds#DEFAULT}.
     *
     * @param value the bounds
     * @return this builder
     */
    public HubBuilder history(HistoryBounds value) {
        this.history = value;
        return this;
    }

    /**
     * The largest command, in bytes of UTF-8. Default: 65,536.
     *
     * @param bytes at least 1,024
     * @return this builder
     */
    public HubBuilder messageLimit(int bytes) {
        this.messageLimit = bytes;
        return this;
    }

    /**
     * How deep {@code data} may be nested. Default: 64.
     *
     * @param levels 1 to 200
     * @return this builder
     */
    public HubBuilder dataDepth(int levels) {
        this.dataDepth = levels;
        return this;
    }

    /**
     * Bounds the queue of each link; a link that exceeds one is closed with 4009. Default: 2,048 frames and 1 MiB.
     *
     * @param frames at least 16
     * @param bytes at least twice the message limit
     * @return this builder
     */
    public HubBuilder outbound(int frames, int bytes) {
        this.outboundFrames = frames;
        this.outboundBytes = bytes;
        return this;
    }

    /**
     * How many links the hub takes; one more is closed with 4010. Default: 100,000.
     *
     * @param count at least 1
     * @return this builder
     */
    public HubBuilder maxSessions(int count) {
        this.maxSessions = count;
        return this;
    }

    /**
     * How many rooms have history or members at once. Default: 10,000. One more answers {@code limit_reached} to a join
     * and {@code unavailable} to a publish.
     *
     * @param count at least 1
     * @return this builder
     */
    public HubBuilder maxRooms(int count) {
        this.maxRooms = count;
        return this;
    }

    /**
     * How many rooms a session joins. Default: 100.
     *
     * @param count at least 1
     * @return this builder
     */
    public HubBuilder roomsPerSession(int count) {
        this.roomsPerSession = count;
        return this;
    }

    /**
     * The most messages one {@code history} or one {@code join} returns. Default: 100.
     *
     * @param count at least 1
     * @return this builder
     */
    public HubBuilder historyPage(int count) {
        this.historyPage = count;
        return this;
    }

    /**
     * Above how many sessions a room tells counts instead of names. Default: 1,000.
     *
     * @param count at least 1
     * @return this builder
     */
    public HubBuilder presenceMembers(int count) {
        this.presenceMembers = count;
        return this;
    }

    /**
     * After how much silence of its own the hub sends {@code ping}; a peer that stays silent ten seconds longer than
     * this after it is closed with 4006. Default: 25 seconds.
     *
     * @param value at least 1 millisecond
     * @return this builder
     */
    public HubBuilder heartbeat(Duration value) {
        this.heartbeat = value;
        return this;
    }

    /**
     * How long a link may wait before its {@code hello}. Default: 10 seconds.
     *
     * @param value positive
     * @return this builder
     */
    public HubBuilder helloTimeout(Duration value) {
        this.helloTimeout = value;
        return this;
    }

    /**
     * How long one write may take; then the link is closed with 4009. Default: 30 seconds.
     *
     * @param value positive
     * @return this builder
     */
    public HubBuilder writeTimeout(Duration value) {
        this.writeTimeout = value;
        return this;
    }

    /**
     * How long presence changes of a room are gathered into one difference. Default: 50 milliseconds.
     *
     * @param value positive
     * @return this builder
     */
    public HubBuilder presenceInterval(Duration value) {
        this.presenceInterval = value;
        return this;
    }

    /**
     * How long {@link Hub#close} waits for links to be flushed and closed. Default: 10 seconds.
     *
     * @param value positive
     * @return this builder
     */
    public HubBuilder drainTimeout(Duration value) {
        this.drainTimeout = value;
        return this;
    }

    /**
     * Where durations come from. Default: the system.
     *
     * @param value the ticker
     * @return this builder
     */
    public HubBuilder ticker(Ticker value) {
        this.ticker = Optional.of(value);
        return this;
    }

    /**
     * Where time stamps come from. Default: the system's clock.
     *
     * @param value the clock
     * @return this builder
     */
    public HubBuilder clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /**
     * What keeps deadlines. Default: one thread of the hub.
     *
     * @param value the scheduler
     * @return this builder
     */
    public HubBuilder scheduler(Scheduler value) {
        this.scheduler = Optional.of(value);
        return this;
    }

    /**
     * Where session ids and epochs come from; anything predictable belongs in tests. Default: {@link
     * java.security.SecureRandom}.
     *
     * @param value the source, thread-safe
     * @return this builder
     */
    public HubBuilder random(RandomGenerator value) {
        this.random = Optional.of(value);
        return this;
    }

    /**
     * What runs listeners and long backlogs of rooms; on JDK 21 an executor of virtual threads fits. Default: as many
     * threads of the hub as there are cores.
     *
     * @param value the executor; the hub does not shut it down
     * @return this builder
     */
    public HubBuilder executor(Executor value) {
        this.executor = Optional.of(value);
        return this;
    }

    /**
     * What runs the flush loops. Default: one thread of the hub a loop.
     *
     * @param value the executor, which runs one task at a time; the hub does not shut it down
     * @return this builder
     */
    public HubBuilder flushExecutor(Executor value) {
        this.flushExecutor = Optional.of(value);
        return this;
    }

    /**
     * How many flush loops share the links. Default: one a core.
     *
     * @param count at least 1
     * @return this builder
     */
    public HubBuilder flushLoops(int count) {
        this.flushLoops = count;
        return this;
    }

    /**
     * Builds and starts the hub.
     *
     * @return a running hub; close it
     * @throws IllegalArgumentException when an option is out of its range, or two do not fit together
     */
    public Hub build() {
        check("messageLimit", messageLimit, 1_024);
        check("dataDepth", dataDepth, 1);
        check("outbound frames", outboundFrames, 16);
        check("maxSessions", maxSessions, 1);
        check("maxRooms", maxRooms, 1);
        check("roomsPerSession", roomsPerSession, 1);
        check("historyPage", historyPage, 1);
        check("presenceMembers", presenceMembers, 1);
        check("flushLoops", flushLoops, 1);
        if (dataDepth > 200) {
            throw new IllegalArgumentException("dataDepth is at most 200, not " + dataDepth);
        }
        if (outboundBytes < 2L * messageLimit) {
            throw new IllegalArgumentException("outbound bytes (" + outboundBytes
                    + ") must be at least twice the messageLimit (" + messageLimit + ")");
        }
        checkPositive("heartbeat", heartbeat);
        checkPositive("helloTimeout", helloTimeout);
        checkPositive("writeTimeout", writeTimeout);
        checkPositive("presenceInterval", presenceInterval);
        checkPositive("drainTimeout", drainTimeout);
        return DefaultHub.start(new HubConfig(
                authenticator,
                authorizer,
                List.copyOf(listeners),
                backplane,
                history,
                new HubConfig.Limits(
                        messageLimit,
                        dataDepth,
                        outboundFrames,
                        outboundBytes,
                        maxSessions,
                        maxRooms,
                        roomsPerSession,
                        historyPage,
                        presenceMembers),
                new HubConfig.Timing(heartbeat, helloTimeout, writeTimeout, presenceInterval, drainTimeout),
                new HubConfig.Execution(ticker, clock, scheduler, random, executor, flushExecutor, flushLoops)));
    }

    private static void check(String option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " is at least " + least + ", not " + value);
        }
    }

    private static void checkPositive(String option, Duration value) {
        if (value.toNanos() <= 0) {
            throw new IllegalArgumentException(option + " must be positive, not " + value);
        }
    }
}
