package io.algocratic.realtime.hub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:1", "127.0.0.5:80", "[::1]", "[::1]:8080"
            })
    void host_ofThisComputer_isAccepted(String header) {
        assertThat(Loopback.named(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "example.com",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "127.0.0.1.nip.io:8080",
                "localhost:8080@example.com",
                "localhost:x",
                "[::2]",
                "10.0.0.1",
                "0.0.0.0"
            })
    void host_ofAnybodyElse_isRefused(String header) {
        assertThat(Loopback.named(header)).isFalse();
    }

    @Test
    void address_ofLocalhost_isTheOneOfVersion4() throws StartFailure {
        assertThat(Loopback.address("localhost")).isInstanceOf(Inet4Address.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void address_beyondLoopback_isRefusedWithAWayOut(String host) {
        assertThatThrownBy(() -> Loopback.address(host))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(2))
                .hasMessageContainingAll("--host " + host, "demo mode", "use --host 127.0.0.1");
    }
}
