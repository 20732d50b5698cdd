package io.algocratic.realtime.sse;

import io.algocratic.realtime.Hub;
import jakarta.servlet.http.HttpServlet;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Configures the servlet of {@link ServerSentEvents}. Every option has a default. Confined to one thread.
 *
 * <pre>{@code
 * HttpServlet events = ServerSentEvents.builder(hub)
 *     .allowedOrigins("https://app.example.com")
 *     .build();
 * }</pre>
 */
public final class ServerSentEventsBuilder {
    private final Hub hub;
    private Origins origins = Origins.same();
    private Duration bodyTimeout = Duration.ofSeconds(30);
    private Optional<RandomGenerator> random = Optional.empty();

    ServerSentEventsBuilder(Hub hub) {
        this.hub = hub;
    }

    /**
     * Serves pages of these origins too, with credentials. Default: only pages of the origin the request is for.
     *
     * @param origins as browsers send them: scheme, host and, unless it is the default, port
     * @return this builder
     * @throws IllegalArgumentException when one is not an origin; {@code *} is none, because credentials are allowed
     */
    public ServerSentEventsBuilder allowedOrigins(String... origins) {
        this.origins = Origins.sameAnd(List.of(origins));
        return this;
    }

    /**
     * How long the body of a {@code POST} may take to arrive; after that it is answered 408. The container keeps this
     * time. Default: 30 seconds.
     *
     * @param value at least 1 millisecond
     * @return this builder
     */
    public ServerSentEventsBuilder bodyTimeout(Duration value) {
        this.bodyTimeout = value;
        return this;
    }

    /**
     * Where the secrets of streams come from; anything predictable belongs in tests. Default: {@link SecureRandom}.
     *
     * @param value the source, thread-safe
     * @return this builder
     */
    public ServerSentEventsBuilder random(RandomGenerator value) {
        this.random = Optional.of(value);
        return this;
    }

    /**
     * Builds the servlet.
     *
     * @return a servlet; register it with asynchronous support
     * @throws IllegalArgumentException when an option is out of its range
     */
    public HttpServlet build() {
        if (bodyTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("bodyTimeout is at least 1 millisecond, not " + bodyTimeout);
        }
        Uplinks uplinks = new Uplinks(random.orElseGet(SecureRandom::new));
        return new EventsServlet(
                origins,
                new StreamRequests(hub, uplinks),
                new CommandRequests(uplinks, 4L * hub.messageLimit(), bodyTimeout.toMillis()));
    }
}
