package io.algocratic.realtime.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private final Payload payload = new Payload(128);

    @Test
    void text_anySequence_hasItsSizeAndIsOneJsonString() {
        assertThat(payload.text(7)).hasSize(128).startsWith("\"~00000007~").endsWith(".\"");
        assertThat(payload.text(Payload.MAX_SEQUENCE)).hasSize(128).startsWith("\"~99999999~");
    }

    @Test
    void sequence_insideAnEnvelope_isRead() {
        ByteBuffer in = bytes("{\"op\":\"message\",\"data\":" + payload.text(12_345) + "}");

        int mark = Payload.find(in, 0, in.limit());

        assertThat(payload.sequence(in, mark, in.limit())).isEqualTo(12_345);
    }

    @Test
    void sequence_fillerChangedInACheckedMessage_isCorruption() {
        String changed = payload.text(64).replace("kl", "lk");

        assertThatThrownBy(() -> payload.sequence(bytes(changed), 1, 128)).isInstanceOf(CorruptedException.class);
    }

    @Test
    void sequence_endCutOff_isCorruption() {
        ByteBuffer in = bytes(payload.text(1));

        assertThatThrownBy(() -> payload.sequence(in, 1, 100)).isInstanceOf(CorruptedException.class);
    }

    @Test
    void constructor_tooSmallForANumber_isRefused() {
        assertThatThrownBy(() -> new Payload(15)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Payload(Payload.MIN_BYTES).text(3)).hasSize(Payload.MIN_BYTES);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
