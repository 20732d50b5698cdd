package io.algocratic.realtime.jakarta.internal.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A seeded model test: whatever the messages and however the bytes are cut, what comes out is what went in. */
class FrameGuardTest {
    private static final int LIMIT = 10_000;

    private final Recorder recorder = new Recorder();
    private final FrameGuard guard = new FrameGuard(recorder, LIMIT);

    @RepeatedTest(200)
    void messages_anyFragmentsAndCuts_comeOutUnchanged(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> expected = new ArrayList<>();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int message = 0; message < 10; message++) {
            writeMessage(random, wire, expected);
        }
        wire.writeBytes(RawWebSocketClient.closeFrame(1000));
        wire.writeBytes(new byte[] {1, 2, 3});
        cut(random, wire.toByteArray());
        assertThat(recorder.events).containsExactlyElementsOf(with(expected, "closed"));
    }

    private static void writeMessage(Random random, ByteArrayOutputStream wire, List<String> expected) {
        int fragments = 1 + random.nextInt(4);
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < fragments; i++) {
            if (random.nextInt(3) == 0) {
                String payload = "p".repeat(random.nextInt(126));
                wire.writeBytes(RawWebSocketClient.frame(RawWebSocketClient.FIN | RawWebSocketClient.PING, payload));
                expected.add("ping " + payload);
            }
            String part = Character.toString('a' + random.nextInt(26)).repeat(length(random));
            int first = (i == 0 ? RawWebSocketClient.TEXT : 0) | (i == fragments - 1 ? RawWebSocketClient.FIN : 0);
            wire.writeBytes(RawWebSocketClient.frame(first, part));
            whole.append(part);
        }
        expected.add("text " + whole);
    }

    private static int length(Random random) {
        int[] edges = {0, 1, 125, 126, FrameGuard.PIECE - 1, FrameGuard.PIECE, FrameGuard.PIECE + 1, 2_500};
        return edges[random.nextInt(edges.length)];
    }

    private void cut(Random random, byte[] wire) {
        int longest = 1 + random.nextInt(random.nextBoolean() ? 5 : 4_000);
        for (int at = 0; at < wire.length; ) {
            int count = Math.min(wire.length - at, 1 + random.nextInt(longest));
            byte[] read = new byte[8_192];
            System.arraycopy(wire, at, read, 0, count);
            guard.take(read, count);
            at += count;
        }
    }

    private static List<String> with(List<String> events, String last) {
        List<String> all = new ArrayList<>(events);
        all.add(last);
        return all;
    }

    @Test
    void refused_pingsAndMessagesAreIgnoredUntilTheCloseFrame() {
        take(RawWebSocketClient.frame(RawWebSocketClient.FIN | RawWebSocketClient.BINARY, "b"));
        take(RawWebSocketClient.frame(RawWebSocketClient.FIN | RawWebSocketClient.PING, "p"));
        take(RawWebSocketClient.frame(RawWebSocketClient.FIN | RawWebSocketClient.TEXT, "t".repeat(2 * LIMIT)));
        assertThat(recorder.events).containsExactly("refused 4507");
        take(RawWebSocketClient.closeFrame(1000));
        assertThat(recorder.events).containsExactly("refused 4507", "closed");
    }

    @Test
    void closing_restOfAMessageIsIgnored() {
        byte[] frame = RawWebSocketClient.frame(RawWebSocketClient.FIN | RawWebSocketClient.TEXT, "t".repeat(3_000));
        guard.take(frame, 1_500);
        recorder.closing = true;
        byte[] rest = java.util.Arrays.copyOfRange(frame, 1_500, frame.length);
        guard.take(rest, rest.length);
        take(RawWebSocketClient.closeFrame(1000));
        assertThat(recorder.events).containsExactly("closed");
    }

    @Test
    void violated_nothingMoreIsRead() {
        take(new byte[] {(byte) 0x81, 1, 'x'});
        take(RawWebSocketClient.closeFrame(1000));
        assertThat(recorder.events).containsExactly("violated unmasked frame");
    }

    private void take(byte[] bytes) {
        guard.take(bytes, bytes.length);
    }

    /** Reads what comes out as strictly as the guard should write it. */
    private static final class Recorder implements FrameGuard.Target {
        private final List<String> events = new ArrayList<>();
        private final StringBuilder message = new StringBuilder();
        private boolean inMessage;
        private boolean closing;

        @Override
        public void frame(ByteBuffer bytes) {
            int first = bytes.get() & 0xFF;
            int second = bytes.get() & 0xFF;
            assertThat(second & 0x80).as("masked").isNotZero();
            int length = second & 0x7F;
            if (length == 126) {
                length = Short.toUnsignedInt(bytes.getShort());
                assertThat(length).isGreaterThan(125);
            }
            byte[] mask = new byte[4];
            bytes.get(mask);
            assertThat(bytes.remaining())
                    .as("one whole frame")
                    .isEqualTo(length)
                    .isLessThanOrEqualTo(FrameGuard.PIECE);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) ((bytes.get() ^ mask[i & 3]) & 0xFF));
            }
            frame(first, text.toString());
        }

        private void frame(int first, String text) {
            if ((first & 0x0F) == RawWebSocketClient.PING) {
                events.add("ping " + text);
            } else if ((first & 0x0F) != RawWebSocketClient.CLOSE) {
                assertThat(first & 0x0F).isEqualTo(inMessage ? 0 : RawWebSocketClient.TEXT);
                message.append(text);
                inMessage = (first & 0x80) == 0;
                if (!inMessage) {
                    events.add("text " + message);
                    message.setLength(0);
                }
            }
        }

        @Override
        public void refused(CloseReason reason) {
            events.add("refused " + reason.code());
        }

        @Override
        public void violated(String rule) {
            events.add("violated " + rule);
        }

        @Override
        public void closeReceived() {
            events.add("closed");
        }

        @Override
        public boolean closing() {
            return closing;
        }
    }
}
