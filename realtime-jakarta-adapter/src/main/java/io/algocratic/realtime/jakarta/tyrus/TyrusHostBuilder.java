package io.algocratic.realtime.jakarta.tyrus;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configures a {@link TyrusHost}. Confined to one thread. */
public final class TyrusHostBuilder {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Hub hub;
    private List<String> allowedOrigins = List.of();
    private Duration closeTimeout = CLOSE_TIMEOUT;
    private Optional<Scheduler> scheduler = Optional.empty();

    TyrusHostBuilder(Hub hub) {
        this.hub = hub;
    }

    /**
     * Lets pages of other origins open links. Default: only pages of the same host and port.
     *
     * @param origins such as {@code https://app.example.org}; {@code *} for any, which lets every page a user visits speak
     *     with that user's cookies
     * @return this builder
     */
    public TyrusHostBuilder allowedOrigins(String... origins) {
        this.allowedOrigins = List.of(origins);
        return this;
    }

    /**
     * Bounds how long a link that is closed waits for its peer, whether that does not read or does not answer the close
     * frame. Default: 5 seconds.
     *
     * @param value more than zero
     * @return this builder
     * @throws IllegalArgumentException when it is not
     */
    public TyrusHostBuilder closeTimeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("closeTimeout must be more than zero, not " + value);
        }
        this.closeTimeout = value;
        return this;
    }

    /**
     * Sets what runs {@link #closeTimeout}. Default: a daemon thread of the host, which exists only while links are closing.
     *
     * @param value runs short tasks later
     * @return this builder
     */
    public TyrusHostBuilder scheduler(Scheduler value) {
        this.scheduler = Optional.of(value);
        return this;
    }

    /**
     * Makes the host.
     *
     * @return an open host
     * @throws IllegalArgumentException when an entry of {@link #allowedOrigins} is no origin
     */
    public TyrusHost build() {
        return new TyrusHost(this);
    }

    Hub hub() {
        return hub;
    }

    List<String> allowedOrigins() {
        return allowedOrigins;
    }

    Duration closeTimeout() {
        return closeTimeout;
    }

    Optional<Scheduler> scheduler() {
        return scheduler;
    }
}
