package io.algocratic.realtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.HubBuilder;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.spi.Authenticator;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.JsonNode;

/** A hub on one thread and manual time: what a test does has happened when the call returns. */
final class HubHarness implements AutoCloseable {
    final ManualTicker ticker = new ManualTicker();
    final ManualScheduler scheduler = new ManualScheduler(ticker);
    final Hub hub;

    HubHarness(HubBuilder builder) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        hub = builder.ticker(ticker)
                .clock(ticker)
                .scheduler(scheduler)
                .random(random)
                .executor(Runnable::run)
                .flushExecutor(Runnable::run)
                .authenticator(Authenticator.by(handshake ->
                        handshake.parameter("user").filter(u -> !u.isEmpty()).map(Identity::of)))
                .build();
    }

    HubHarness() {
        this(Hub.builder());
    }

    InMemoryPeer connect(String user) {
        InMemoryPeer peer = InMemoryPeer.connect(hub, user);
        assertThat(peer.poll().path("op").asString()).isEqualTo("welcome");
        return peer;
    }

    /** Joins and returns the answer. */
    static JsonNode join(InMemoryPeer peer, String room, String fields) {
        peer.send("{\"op\":\"join\",\"id\":1,\"room\":\"" + room + "\"" + fields + "}");
        return peer.poll();
    }

    static void publish(InMemoryPeer peer, String room, String data) {
        peer.send("{\"op\":\"publish\",\"room\":\"" + room + "\",\"type\":\"chat\",\"data\":" + data + "}");
    }

    static void nothing(InMemoryPeer peer) {
        assertThat(peer.poll().isMissingNode()).as("nothing more arrives").isTrue();
    }

    /** Lets presence differences go out. */
    void tick() {
        ticker.advance(Duration.ofMillis(50));
    }

    @Override
    public void close() {
        hub.close();
        assertThat(hub.sessions()).as("I6").isEmpty();
        assertThat(hub.stats().links()).as("I6").isZero();
        assertThat(hub.rooms()).as("I1").isEmpty();
    }
}
