package io.algocratic.realtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonBufferTest {
    @Test
    void string_anyText_isReadBackTheSame() {
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.appendCodePoint(random.nextInt(5) == 0 ? random.nextInt(128) : random.nextInt(0x110000));
            }
            byte[] json = new JsonBuffer(1).string(text.toString()).toBytes();
            assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n", "\r", "\u0000", "\uFFFD\uFFFD");
            assertThat(JsonMapper.shared().readValue(json, String.class)).isEqualTo(text.toString());
        }
    }

    @Test
    void string_loneSurrogates_areEscaped() {
        byte[] json = new JsonBuffer(1).string("a\ud800b\udc00").toBytes();
        assertThat(new String(json, StandardCharsets.US_ASCII)).isEqualTo("\"a\\ud800b\\udc00\"");
    }
}
