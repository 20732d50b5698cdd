package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.algocratic.realtime.CloseReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBlocksTest {
    @Test
    void encode_object_isOneDataLineAndAnEmptyOne() {
        assertThat(encode("{\"text\":\"caf\u00e9\"}")).isEqualTo("data: {\"text\":\"caf\u00e9\"}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\n\n", "\u0000"})
    void encode_lineEndOrNul_injectsNoField(String dangerous) {
        String block = encode("{" + dangerous + "id: 7" + dangerous + "}");
        assertThat(block).startsWith("data: {").endsWith("}\n\n").doesNotContain("\r", "\u0000");
        assertThat(block.substring(0, block.length() - 2)).doesNotContain("\n");
    }

    @Test
    void encode_input_isNotChanged() {
        byte[] json = utf8("{\n}");
        EventBlocks.FORMAT.encode(json);
        assertThat(json).isEqualTo(utf8("{\n}"));
    }

    @Test
    void withId_blocks_followedByAnIdOnly() {
        byte[] blocks = utf8("data: {}\n\n");
        assertThat(text(EventBlocks.withId(blocks, "1abc"))).isEqualTo("data: {}\n\nid: 1abc\n\n");
        assertThat(text(blocks)).isEqualTo("data: {}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u0000b", "a b", "\u007f"})
    void withId_unsafeId_isRejected(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventBlocks.withId(utf8("data: {}\n\n"), id));
    }

    @Test
    void closing_reason_isAnEscapedObject() {
        assertThat(text(EventBlocks.closing(CloseReason.KICKED)))
                .isEqualTo("data: {\"op\":\"close\",\"code\":4503,\"reason\":\"kicked\"}\n\n");
        assertThat(text(EventBlocks.closing(CloseReason.KICKED.because("a\n\"\\\udc00\ud83d\ude00\u0000"))))
                .isEqualTo("data: {\"op\":\"close\",\"code\":4503,"
                        + "\"reason\":\"a\\u000a\\\"\\\\\\udc00\ud83d\ude00\\u0000\"}\n\n");
    }

    private static String encode(String json) {
        return text(EventBlocks.FORMAT.encode(utf8(json)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
