package io.algocratic.realtime.jakarta.internal.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRuleTest {
    private final OriginRule sameOrigin = new OriginRule(List.of());

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8080",
        "http://localhost, localhost",
        "http://localhost:80, localhost",
        "https://example.org, example.org",
        "https://example.org, example.org:443",
        "https://Example.org, example.ORG",
        "http://[::1]:8080, [::1]:8080",
        "http://chat_app:8080, chat_app:8080"
    })
    void originOfTheHost_isAllowed(String origin, String host) {
        assertThat(sameOrigin.allows(List.of(origin), Optional.of(host))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8081",
        "http://localhost, localhost:443",
        "https://localhost, localhost:80",
        "http://evil.example, localhost",
        "http://localhost.evil.example, localhost",
        "http://localhost@evil.example, localhost",
        "http://localhost/, localhost",
        "localhost, localhost",
        "null, localhost",
        "null, null",
        "http://a b, a b",
        "http://h:99999999, h:99999999"
    })
    void anotherOrigin_isRefused(String origin, String host) {
        assertThat(sameOrigin.allows(List.of(origin), Optional.of(host))).isFalse();
    }

    @Test
    void noOrigin_isAllowed() {
        assertThat(sameOrigin.allows(List.of(), Optional.of("localhost"))).isTrue();
    }

    @Test
    void origin_withoutHostHeader_isRefused() {
        assertThat(sameOrigin.allows(List.of("http://localhost"), Optional.empty()))
                .isFalse();
    }

    @Test
    void any_allowsAll() {
        OriginRule any = new OriginRule(List.of(OriginRule.ANY));
        assertThat(any.allows(List.of("null"), Optional.of("localhost"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app.example.org", "https://app.example.org/path", "https://*.example.org:x"})
    void entry_thatIsNoOrigin_isNamed(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginRule(List.of(entry)))
                .withMessageContaining(entry);
    }
}
