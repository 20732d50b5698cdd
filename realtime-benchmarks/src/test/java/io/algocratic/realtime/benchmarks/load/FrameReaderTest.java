package io.algocratic.realtime.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final Payload payload = new Payload(128);
    private final FrameReader reader = new FrameReader(payload);
    private final Recorder seen = new Recorder();

    @Test
    void read_rawMessages_findsEach() {
        read(frame(payload.text(0)), frame(payload.text(1)));

        assertThat(seen.events).containsExactly("message 0", "message 1");
    }

    @Test
    void read_envelopesOfChangingLength_findsEach() {
        read(frame(envelope(9, 0)), frame(envelope(10, 1)), frame(envelope(100_000, 2)), frame(envelope(3, 3)));

        assertThat(seen.events).containsExactly("message 0", "message 1", "message 2", "message 3");
    }

    @Test
    void read_severalMessagesInOneFrame_findsEach() {
        read(frame(envelope(1, 0) + "\n" + envelope(2, 1) + "\n" + envelope(3, 2)));

        assertThat(seen.events).containsExactly("message 0", "message 1", "message 2");
    }

    @Test
    void read_otherText_isHandedOver() {
        read(frame("{\"op\":\"ping\"}"), frame(payload.text(0)));

        assertThat(seen.events).containsExactly("text {\"op\":\"ping\"}", "message 0");
    }

    @Test
    void read_closeFrame_isHandedOver() {
        read(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xe9});

        assertThat(seen.events).containsExactly("control 8 of 2");
    }

    @Test
    void read_cutAnywhere_takesWholeFramesOnly() {
        byte[] all = joined(frame(envelope(1, 0)), frame(payload.text(1)), frame("{}"), frame(envelope(2, 2)));
        for (int cut = 0; cut <= all.length; cut++) {
            Recorder split = new Recorder();
            ByteBuffer in = ByteBuffer.wrap(all);
            int used = reader.read(in, 0, cut, split);
            assertThat(used).isLessThanOrEqualTo(cut);
            assertThat(reader.read(in, used, all.length, split)).isEqualTo(all.length);
            assertThat(split.events).containsExactly("message 0", "message 1", "text {}", "message 2");
        }
    }

    @Test
    void read_longFrame_readsItsLengthOfEightBytes() {
        byte[] text = ("x".repeat(70_000) + payload.text(5)).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(10 + text.length)
                .put((byte) 0x81)
                .put((byte) 127)
                .putLong(text.length)
                .put(text);

        read(frame.array());

        assertThat(seen.events).containsExactly("message 5");
    }

    @Test
    void read_fragment_isCorruption() {
        assertThatThrownBy(() -> read(new byte[] {0x01, 0})).isInstanceOf(CorruptedException.class);
    }

    private void read(byte[]... frames) {
        byte[] all = joined(frames);
        assertThat(reader.read(ByteBuffer.wrap(all), 0, all.length, seen)).isEqualTo(all.length);
    }

    private String envelope(int offset, int sequence) {
        return "{\"op\":\"message\",\"room\":\"r\",\"offset\":" + offset + ",\"data\":" + payload.text(sequence) + "}";
    }

    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 4).put((byte) 0x81);
        if (bytes.length < 126) {
            frame.put((byte) bytes.length);
        } else {
            frame.put((byte) 126).putShort((short) bytes.length);
        }
        frame.put(bytes).flip();
        byte[] whole = new byte[frame.limit()];
        frame.get(whole);
        return whole;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static final class Recorder implements FrameReader.Sink {
        private final List<String> events = new ArrayList<>();

        @Override
        public void message(int sequence) {
            events.add("message " + sequence);
        }

        @Override
        public void text(ByteBuffer in, int from, int to) {
            byte[] bytes = new byte[to - from];
            in.get(from, bytes);
            events.add("text " + new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void control(int opcode, ByteBuffer in, int from, int to) {
            events.add("control " + opcode + " of " + (to - from));
        }
    }
}
