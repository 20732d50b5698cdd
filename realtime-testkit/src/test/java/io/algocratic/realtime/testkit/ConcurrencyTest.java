package io.algocratic.realtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.HistoryBounds;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.spi.Authenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many threads at once on the real threads of a hub: no hole, no repeat, one order. */
class ConcurrencyTest {
    private static final int MESSAGES = 20_000;

    @Test
    void publishersAndFlappingReceivers_noHoleNoRepeatOneOrder() throws Exception {
        Hub hub = Hub.builder()
                .authenticator(Authenticator.by(
                        handshake -> handshake.parameter("user").map(Identity::of)))
                .outbound(100_000, 64 * 1024 * 1024)
                .history(new HistoryBounds(MESSAGES, 64 * 1024 * 1024, Duration.ofHours(1)))
                .build();
        ExecutorService pool = Executors.newCachedThreadPool();
        AtomicInteger published = new AtomicInteger();
        try (hub) {
            List<Future<?>> all = new ArrayList<>();
            for (int p = 0; p < 3; p++) {
                InMemoryPeer peer = join(hub, "publisher-" + p, "");
                await(peer, "ack");
                all.add(pool.submit(() -> {
                    while (published.getAndIncrement() < MESSAGES) {
                        peer.send("{\"op\":\"publish\",\"id\":2,\"room\":\"room\",\"type\":\"t\",\"data\":1}");
                        await(peer, "ack");
                    }
                }));
            }
            for (int r = 0; r < 4; r++) {
                all.add(pool.submit(receiver(hub, r)));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(hub.stats().published()).isEqualTo(MESSAGES);
    }

    /** Reads every offset once and in order, cutting its link and coming back with its position now and then. */
    private static Callable<Void> receiver(Hub hub, int number) {
        return () -> {
            Random random = new Random(number);
            String name = "receiver-" + number;
            InMemoryPeer peer = join(hub, name, "");
            JsonNode first = await(peer, "ack");
            String epoch = first.path("epoch").asString();
            long at = first.path("offset").asLong();
            int until = random.nextInt(500);
            while (at < MESSAGES) {
                JsonNode object = peer.next();
                String op = object.path("op").asString();
                if (op.equals("ack")) {
                    assertThat(object.path("recovered").asBoolean()).isTrue();
                } else if (op.equals("message")) {
                    assertThat(object.path("offset").asLong()).isEqualTo(at + 1);
                    at++;
                    if (--until < 0) {
                        peer.cut();
                        until = random.nextInt(3_000);
                        peer = join(hub, name, ",\"since\":{\"epoch\":\"" + epoch + "\",\"offset\":" + at + "}");
                    }
                }
            }
            return null;
        };
    }

    private static JsonNode await(InMemoryPeer peer, String op) {
        JsonNode object = peer.next();
        while (!object.path("op").asString().equals(op)) {
            assertThat(object.path("op").asString()).isNotEqualTo("error");
            object = peer.next();
        }
        return object;
    }

    private static InMemoryPeer join(Hub hub, String user, String fields) {
        InMemoryPeer peer = InMemoryPeer.connect(hub, user);
        peer.send("{\"op\":\"join\",\"id\":1,\"room\":\"room\"" + fields + "}");
        return peer;
    }
}
