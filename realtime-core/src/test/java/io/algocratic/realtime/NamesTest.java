package io.algocratic.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "all-hands", "engineering.standup", "Zoë", "部屋", "𝄞", " spaced "})
    void problem_wellFormed_isNone(String name) {
        assertThat(Names.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\nb", "\u007f", "\u0085", "\ud800", "x\udc00", "\ud800x"})
    void problem_malformed_isNamed(String name) {
        assertThat(Names.problem(name)).isPresent();
    }

    @Test
    void problem_lengthIsCountedInBytes() {
        assertThat(Names.problem("é".repeat(64))).isEmpty();
        assertThat(Names.problem("é".repeat(65))).contains("is longer than 128 bytes");
        assertThat(Names.problem("𝄞".repeat(32))).isEmpty();
        assertThat(Names.problem("𝄞".repeat(33))).isPresent();
    }

    @Test
    void check_reserved_throwsWithoutTheName() {
        assertThatThrownBy(() -> Names.check("room", "$secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("room")
                .hasMessageNotContaining("secret");
    }
}
