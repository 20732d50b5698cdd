package io.algocratic.realtime.hub.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client on a bare socket (RFC 6455), which sends whatever it is told to. Confined to one thread. */
public final class RawWebSocket implements HubLink {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Deque<JsonNode> read = new ArrayDeque<>();
    private final String response;
    private int closeCode = -1;
    private String closeText = "";

    private RawWebSocket(URI server, String pathAndQuery) throws IOException {
        socket = new Socket("127.0.0.1", server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        String key = Base64.getEncoder().encodeToString("sixteen byte key".getBytes(StandardCharsets.US_ASCII));
        out.write(("GET " + pathAndQuery + " HTTP/1.1\r\nHost: localhost:" + server.getPort()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                        + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: realtime.v1\r\nOrigin: "
                        + "http://localhost:" + server.getPort() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        response = head();
    }

    /** Opens a WebSocket; a refused handshake is an error. */
    public static RawWebSocket open(String address, String pathAndQuery) {
        try {
            RawWebSocket opened = new RawWebSocket(URI.create(address), pathAndQuery);
            if (!opened.response.startsWith("HTTP/1.1 101")) {
                throw new AssertionError("no WebSocket: " + opened.response);
            }
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server answered to the upgrade. */
    String response() {
        return response;
    }

    @Override
    public void send(String text) {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a single frame with this opcode. */
    void frame(int opcode, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            int bytes = payload.length < 65_536 ? 2 : 8;
            frame.write(0x80 | (bytes == 2 ? 126 : 127));
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        try {
            frame.writeTo(out);
        } catch (IOException closedByPeer) {
            // What the hub has to say about it is still to be read.
        }
    }

    @Override
    public JsonNode next() {
        while (read.isEmpty()) {
            if (!readFrame()) {
                throw new AssertionError("closed with " + closeCode + " while an object was due");
            }
        }
        return read.pop();
    }

    @Override
    public int closeCode() {
        while (closeCode < 0 && readFrame()) {
            read.clear();
        }
        return closeCode;
    }

    /** The reason that came with the close code. */
    String closeText() {
        return closeText;
    }

    /** Reads one frame; false when the link is over. */
    private boolean readFrame() {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            long length = in.readUnsignedByte();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = in.readNBytes((int) length);
            if (opcode == TEXT) {
                JSON.readerFor(JsonNode.class).<JsonNode>readValues(payload).forEachRemaining(read::add);
            } else if (opcode == CLOSE) {
                closeCode = payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                closeText = new String(
                        payload, Math.min(2, payload.length), Math.max(0, payload.length - 2), StandardCharsets.UTF_8);
                return false;
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("nothing was heard for " + PATIENCE_MILLIS + " ms", e);
        } catch (IOException e) {
            return false;
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
