package io.algocratic.realtime.testkit;

import static io.algocratic.realtime.testkit.HubHarness.join;
import static io.algocratic.realtime.testkit.HubHarness.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Member;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PresenceTest {
    private static final String WATCH = ",\"presence\":true";

    @Test
    void newcomers_getTheState_othersTheDifference() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", WATCH);
            nothing(ada);
            h.tick();
            JsonNode state = ada.poll();
            assertThat(state.path("op").asString()).isEqualTo("presence");
            assertThat(state.path("state").has("Ada")).isTrue();
            assertThat(state.path("count").asInt()).isEqualTo(1);
            InMemoryPeer bob = h.connect("Bob");
            join(bob, "lobby", WATCH);
            h.tick();
            JsonNode joins = ada.poll();
            assertThat(joins.path("joins").path("Bob").path(0).path("status").asString())
                    .isEqualTo("online");
            assertThat(joins.path("rev").asInt()).isEqualTo(2);
            JsonNode both = bob.poll();
            assertThat(both.path("count").asInt()).isEqualTo(2);
            assertThat(both.path("rev").asInt()).isEqualTo(2);
            bob.cut();
            h.tick();
            assertThat(ada.poll().path("leaves").has("Bob")).isTrue();
            nothing(ada);
        }
    }

    @Test
    void secondTab_isAnUpdate() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", WATCH);
            h.tick();
            ada.poll();
            InMemoryPeer second = h.connect("Ada");
            join(second, "lobby", "");
            h.tick();
            JsonNode update = ada.poll();
            assertThat(update.path("updates").path("Ada").size()).isEqualTo(2);
            assertThat(update.has("joins")).isFalse();
            nothing(second);
        }
    }

    @Test
    void manyChangesInOneInterval_areOneDifference() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", WATCH);
            h.tick();
            ada.poll();
            for (int i = 0; i < 20; i++) {
                join(h.connect("user-" + i), "lobby", "");
            }
            h.tick();
            assertThat(ada.poll().path("joins").size()).isEqualTo(20);
            nothing(ada);
        }
    }

    @Test
    void aboveTheSize_onlyCounts_belowItAgainTheState() {
        try (HubHarness h = new HubHarness(Hub.builder().presenceMembers(2))) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", WATCH);
            InMemoryPeer bob = h.connect("Bob");
            join(bob, "lobby", "");
            h.tick();
            assertThat(ada.poll().path("state").size()).isEqualTo(2);
            InMemoryPeer cy = h.connect("Cy");
            join(cy, "lobby", WATCH);
            h.tick();
            JsonNode count = ada.poll();
            assertThat(count.path("count").asInt()).isEqualTo(3);
            assertThat(count.has("state") || count.has("joins")).isFalse();
            assertThat(cy.poll().path("count").asInt()).isEqualTo(3);
            bob.cut();
            h.tick();
            assertThat(ada.poll().path("state").size()).isEqualTo(2);
            assertThat(cy.poll().path("state").size()).isEqualTo(2);
        }
    }

    @Test
    void members_areAnsweredByPage() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", "");
            join(h.connect("Bob"), "lobby", "");
            join(h.connect("Cy"), "lobby", "");
            ada.send("{\"op\":\"members\",\"id\":1,\"room\":\"lobby\",\"limit\":2}");
            JsonNode page = ada.poll();
            assertThat(page.path("members").path(1).path("identity").asString()).isEqualTo("Bob");
            assertThat(page.path("count").asInt()).isEqualTo(3);
            assertThat(page.path("more").asBoolean()).isTrue();
            assertThat(h.hub.room("lobby").members().toCompletableFuture().join())
                    .extracting(Member::identity)
                    .containsExactly("Ada", "Bob", "Cy");
        }
    }
}
