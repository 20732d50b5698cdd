package io.algocratic.realtime.jakarta.internal.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFrameFormatTest {
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "125, 2", "126, 4", "65535, 4", "65536, 10", "70000, 10"})
    void frame_hasTheShortestHeaderAndThePayload(int length, int header) {
        byte[] json = new byte[length];
        Arrays.fill(json, (byte) 'x');

        ByteBuffer frame = ByteBuffer.wrap(TextFrameFormat.INSTANCE.encode(json));

        assertThat(frame.remaining()).isEqualTo(header + length);
        assertThat(frame.get()).as("FIN and text").isEqualTo((byte) 0x81);
        int form = frame.get();
        long told = form == 126 ? Short.toUnsignedInt(frame.getShort()) : form == 127 ? frame.getLong() : form;
        assertThat(told).isEqualTo(length);
        assertThat(frame.slice()).isEqualTo(ByteBuffer.wrap(json));
    }
}
