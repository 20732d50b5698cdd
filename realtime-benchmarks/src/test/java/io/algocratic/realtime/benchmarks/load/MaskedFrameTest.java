package io.algocratic.realtime.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MaskedFrameTest {
    @Test
    void text_short_unmasksToItself() {
        ByteBuffer frame = MaskedFrame.text("hello");

        assertThat(frame.get(0) & 0xff).isEqualTo(0x81);
        assertThat(frame.get(1) & 0xff).isEqualTo(0x80 | 5);
        assertThat(unmasked(frame, 2)).isEqualTo("hello");
    }

    @Test
    void text_long_hasALengthOfTwoBytes() {
        String text = "a".repeat(126);
        ByteBuffer frame = MaskedFrame.text(text);

        assertThat(frame.get(1) & 0xff).isEqualTo(0x80 | 126);
        assertThat(frame.getShort(2)).isEqualTo((short) 126);
        assertThat(unmasked(frame, 4)).isEqualTo(text);
    }

    @Test
    void of_tooLong_isRefused() {
        assertThatThrownBy(() -> MaskedFrame.of(MaskedFrame.TEXT, new byte[65_536]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String unmasked(ByteBuffer frame, int key) {
        byte[] payload = new byte[frame.limit() - key - 4];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (frame.get(key + 4 + i) ^ frame.get(key + i % 4));
        }
        return new String(payload, StandardCharsets.UTF_8);
    }
}
