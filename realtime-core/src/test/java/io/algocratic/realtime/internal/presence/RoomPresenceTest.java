package io.algocratic.realtime.internal.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Member;
import io.algocratic.realtime.PresenceDiff;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomPresenceTest {
    private static final Member.Meta META = new Member.Meta(Optional.empty(), "online", Instant.EPOCH);
    private final RoomPresence presence = new RoomPresence("room");

    @Test
    void takeDiff_nothingHappened_isNone() {
        assertThat(presence.takeDiff()).isEmpty();
        assertThat(presence.revision()).isZero();
    }

    @Test
    void takeDiff_secondSession_isAnUpdateNotAJoin() {
        presence.join("s1", "Ada", META);
        PresenceDiff first = presence.takeDiff().orElseThrow();
        assertThat(first.joined()).extracting(Member::identity).containsExactly("Ada");
        presence.join("s2", "Ada", META);
        PresenceDiff second = presence.takeDiff().orElseThrow();
        assertThat(second.joined()).isEmpty();
        assertThat(second.updated().get(0).metas()).hasSize(2);
        assertThat(second.revision()).isEqualTo(2);
    }

    @Test
    void takeDiff_cameAndWentBetween_isNone() {
        presence.join("s1", "Ada", META);
        presence.leave("s1", "Ada");
        assertThat(presence.takeDiff()).isEmpty();
        assertThat(presence.count()).isZero();
    }

    @Test
    void takeDiff_lastSessionLeaves_isALeave() {
        presence.join("s1", "Ada", META);
        presence.join("s2", "Ada", META);
        presence.takeDiff();
        presence.leave("s1", "Ada");
        assertThat(presence.takeDiff().orElseThrow().updated()).hasSize(1);
        presence.leave("s2", "Ada");
        presence.leave("s2", "Ada");
        assertThat(presence.takeDiff().orElseThrow().left()).containsExactly("Ada");
    }

    @Test
    void takeDiff_leftAndCameBack_isAnUpdate() {
        presence.join("s1", "Ada", META);
        presence.takeDiff();
        presence.leave("s1", "Ada");
        presence.join("s2", "Ada", META);
        PresenceDiff diff = presence.takeDiff().orElseThrow();
        assertThat(diff.updated()).extracting(Member::identity).containsExactly("Ada");
        assertThat(diff.joined()).isEmpty();
        assertThat(diff.left()).isEmpty();
    }

    @Test
    void page_isByIdentityAndSaysWhetherMoreFollows() {
        for (String name : new String[] {"Cy", "Ada", "Bob"}) {
            presence.join(name, name, META);
        }
        RoomPresence.Page first = presence.page(Optional.empty(), 2);
        assertThat(first.members()).extracting(Member::identity).containsExactly("Ada", "Bob");
        assertThat(first.more()).isTrue();
        assertThat(first.count()).isEqualTo(3);
        RoomPresence.Page second = presence.page(Optional.of("Bob"), 2);
        assertThat(second.members()).extracting(Member::identity).containsExactly("Cy");
        assertThat(second.more()).isFalse();
    }
}
