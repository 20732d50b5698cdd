package io.algocratic.realtime.sse;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A stream read off a socket: HTTP/1.1 head, chunks, event blocks, with nothing in between that could hide a byte. */
final class RawStream implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private String status = "";
    private final Map<String, String> headers = new TreeMap<>();
    private int chunkLeft;
    private boolean over;

    /** Sends a {@code GET} and reads nothing. */
    RawStream(int port, String query, String... headerLines) throws IOException {
        this(port, 0, "GET", query, headerLines);
    }

    RawStream(int port, int receiveBuffer, String method, String query, String... headerLines) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(10_000);
        StringBuilder head = new StringBuilder(method + " /events" + query + " HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(port).append("\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        send(head.append("\r\n").toString());
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the head of the response. */
    RawStream head() throws IOException {
        status = line();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return this;
    }

    int status() {
        return Integer.parseInt(status.split(" ")[1]);
    }

    Map<String, String> headers() {
        return headers;
    }

    /** One block with its line ends, without the empty line that ends it. */
    String block() throws IOException {
        StringBuilder block = new StringBuilder();
        while (!block.toString().endsWith("\n\n")) {
            int b = next();
            if (b < 0) {
                throw new EOFException("the stream ended inside a block: " + block);
            }
            block.append((char) b);
        }
        return block.substring(0, block.length() - 2);
    }

    /** Reads and counts whatever follows to the end of the response. */
    long drain() throws IOException {
        long count = 0;
        while (next() >= 0) {
            count++;
        }
        return count;
    }

    void skip(long count) throws IOException {
        for (long i = 0; i < count; i++) {
            if (next() < 0) {
                throw new EOFException();
            }
        }
    }

    /** Reads the end of the response: the last chunk, properly written. */
    boolean ended() throws IOException {
        return next() < 0;
    }

    private int next() throws IOException {
        if (over) {
            return -1;
        }
        if (chunkLeft == 0) {
            chunkLeft = Integer.parseInt(line(), 16);
            if (chunkLeft == 0) {
                over = true;
                line();
                return -1;
            }
        }
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the connection ended inside a chunk");
        }
        if (--chunkLeft == 0) {
            line();
        }
        return b;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** Ends the connection by a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
