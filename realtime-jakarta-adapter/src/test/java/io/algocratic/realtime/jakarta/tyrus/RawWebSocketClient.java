package io.algocratic.realtime.jakarta.tyrus;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client written from RFC 6455 alone, which can also break its rules. One thread reads, any thread writes. */
public final class RawWebSocketClient implements Closeable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    public static final int FIN = 0x80;

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int MASK = 0xA1B2C3D4;

    private final Socket socket;
    private final InputStream in;

    /** One frame as received. */
    public record Received(int first, byte[] payload) {
        public int opcode() {
            return first & 0x0F;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }

        public String closeText() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    private RawWebSocketClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Connects and sends nothing. */
    public static RawWebSocketClient connect(int port) throws IOException {
        return connect(port, 0);
    }

    /** Connects with a receive buffer of about the given size, to stall early. */
    public static RawWebSocketClient connect(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawWebSocketClient(socket);
    }

    /** Connects and completes the opening handshake. */
    public static RawWebSocketClient open(int port, String target, String... headers) throws IOException {
        return connect(port).upgraded(target, headers);
    }

    /** Completes the opening handshake. */
    public RawWebSocketClient upgraded(String target, String... headers) throws IOException {
        String answer = handshake(target, headers);
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no upgrade: " + answer);
        }
        return this;
    }

    /** Sends a well-formed opening request and returns the head of the answer. */
    public String handshake(String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost:" + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return exchange(request.append("\r\n").toString());
    }

    /** Sends a request as it is and returns the head of the answer. */
    public String exchange(String request) throws IOException {
        raw(request.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(readByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends bytes as they are. */
    public synchronized void raw(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends bytes as one segment each. */
    public void byteByByte(byte... bytes) throws IOException {
        for (byte b : bytes) {
            raw(b);
        }
    }

    /** A masked frame. */
    public static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = header(first, payload.length);
        byte[] mask = ByteBuffer.allocate(4).putInt(MASK).array();
        ByteBuffer whole =
                ByteBuffer.allocate(frame.remaining() + payload.length).put(frame);
        for (int i = 0; i < payload.length; i++) {
            whole.put((byte) (payload[i] ^ mask[i & 3]));
        }
        return whole.array();
    }

    /** A masked frame of text. */
    public static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The header of a masked frame, with the shortest form of the length. */
    public static ByteBuffer header(int first, long length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
        if (length <= 125) {
            header.put((byte) (0x80 | length));
        } else if (length <= 0xFFFF) {
            header.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            header.put((byte) (0x80 | 127)).putLong(length);
        }
        return header.putInt(MASK).flip();
    }

    /** Sends one message in one frame. */
    public void text(String text) throws IOException {
        raw(frame(FIN | TEXT, text));
    }

    /** Sends a close frame. */
    public void close(int code) throws IOException {
        raw(closeFrame(code));
    }

    public static byte[] closeFrame(int code) {
        return frame(FIN | CLOSE, new byte[] {(byte) (code >>> 8), (byte) code});
    }

    /** Reads one frame; blocks. */
    public Received read() throws IOException {
        int first = readByte();
        int second = readByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a server must not mask");
        }
        long length = second;
        if (length == 126) {
            length = readByte() << 8 | readByte();
        } else if (length == 127) {
            length = 0;
            for (int i = 0; i < 8; i++) {
                length = length << 8 | readByte();
            }
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException("in a frame");
        }
        return new Received(first, payload);
    }

    /** Reads the text of one frame; blocks. */
    public String readText() throws IOException {
        Received received = read();
        if (received.first() != (FIN | TEXT)) {
            throw new IOException("not one text frame: " + Integer.toHexString(received.first()));
        }
        return received.text();
    }

    /** Reads the close frame, skipping what comes before it; blocks. */
    public Received readClose() throws IOException {
        Received received = read();
        while (received.opcode() != CLOSE) {
            received = read();
        }
        return received;
    }

    /** Reads bytes of whatever frames; blocks. */
    public void skip(int count) throws IOException {
        in.skipNBytes(count);
    }

    /** Blocks until the server ends the stream, and tells whether nothing came before that. */
    public boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    private int readByte() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    /** Blocks until the server listens to this connection: it may take that up some time after its answer. */
    public RawWebSocketClient awaitServed() throws IOException {
        raw(frame(FIN | PING, "served?"));
        if (!read().text().equals("served?")) {
            throw new IOException("not a pong");
        }
        return this;
    }

    /** Ends the client's direction of the stream. */
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
