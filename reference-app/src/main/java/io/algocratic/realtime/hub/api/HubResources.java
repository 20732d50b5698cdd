package io.algocratic.realtime.hub.api;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.hub.api.ApiServlet.Answer;
import io.algocratic.realtime.hub.office.Directory;
import io.algocratic.realtime.spi.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the REST interface tells of the hub. Thread-safe. */
public final class HubResources {
    private final Hub hub;
    private final Directory directory;
    private final Ticker ticker;
    private final String version;
    private final long started;
    private volatile boolean draining;

    /**
     * Resources of a hub that starts now.
     *
     * @param hub the hub
     * @param directory of the company
     * @param ticker for the time since the start
     * @param version of the application
     */
    public HubResources(Hub hub, Directory directory, Ticker ticker, String version) {
        this.hub = hub;
        this.directory = directory;
        this.ticker = ticker;
        this.version = version;
        this.started = ticker.nanos();
    }

    /** From now on the health is {@code draining}. */
    public void draining() {
        draining = true;
    }

    /**
     * The resources by path.
     *
     * @return an immutable map
     */
    public Map<String, Supplier<Answer>> byPath() {
        return Map.of(
                "/health", this::health,
                "/stats", () -> Answer.ok(hub.stats()),
                "/rooms", () -> Answer.ok(Map.of("rooms", rooms())),
                "/directory", () -> Answer.ok(directory));
    }

    private Answer health() {
        boolean down = draining;
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", down ? "draining" : "up");
        health.put("sessions", hub.stats().sessions());
        health.put("rooms", hub.stats().rooms());
        health.put("uptimeMs", Duration.ofNanos(ticker.nanos() - started).toMillis());
        health.put("version", version);
        return new Answer(down ? 503 : 200, health);
    }

    private List<LiveRoom> rooms() {
        return hub.rooms().stream()
                .sorted()
                .map(name -> new LiveRoom(name, hub.room(name).sessions()))
                .toList();
    }

    private record LiveRoom(String name, int sessions) {}
}
