package io.algocratic.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CloseReasonTest {
    @Test
    void reconnect_followsTheRanges() {
        assertThat(CloseReason.DONE.reconnect()).isFalse();
        assertThat(CloseReason.GOING_AWAY.reconnect()).isTrue();
        assertThat(CloseReason.TOO_BIG.reconnect()).isTrue();
        assertThat(new CloseReason(4499, "x").reconnect()).isTrue();
        assertThat(new CloseReason(4500, "x").reconnect()).isFalse();
        assertThat(new CloseReason(4999, "x").reconnect()).isFalse();
    }

    @Test
    void create_undocumentedCodeOrLongText_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CloseReason(1006, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CloseReason(5000, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CloseReason(4000, "é".repeat(62)));
        assertThat(new CloseReason(4000, "é".repeat(61)).text()).hasSize(61);
    }
}
