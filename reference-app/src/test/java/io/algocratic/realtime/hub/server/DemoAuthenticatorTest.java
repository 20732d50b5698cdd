package io.algocratic.realtime.hub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Identity;
import io.algocratic.realtime.spi.Authenticator.Authentication;
import io.algocratic.realtime.spi.Authenticator.Authentication.Accepted;
import io.algocratic.realtime.spi.Authenticator.Authentication.Refused;
import io.algocratic.realtime.spi.Handshake;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoAuthenticatorTest {
    @Test
    void user_withAName_isThatIdentity() {
        assertThat(decide(Handshake.builder().parameter("user", "Ada Lovelace").build()))
                .isEqualTo(new Accepted(Identity.of("Ada Lovelace")));
    }

    @Test
    void user_absent_isToldWhatToAdd() {
        assertThat(decide(Handshake.builder().build()))
                .isEqualTo(new Refused("who are you? add ?user=NAME to the address"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "$hub", "a\u0000b", "a\nb", "\ud800"})
    void user_badName_isToldWhatToAdd(String name) {
        assertThat(decide(Handshake.builder().parameter("user", name).build()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("add ?user=NAME"));
    }

    @Test
    void user_tooLong_isRefusedWithinACloseReason() {
        assertThat(decide(Handshake.builder().parameter("user", "é".repeat(65)).build()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().getBytes(StandardCharsets.UTF_8))
                                .hasSizeLessThanOrEqualTo(123));
    }

    private static Authentication decide(Handshake handshake) {
        return new DemoAuthenticator()
                .authenticate(handshake, Optional.empty())
                .toCompletableFuture()
                .join();
    }
}
