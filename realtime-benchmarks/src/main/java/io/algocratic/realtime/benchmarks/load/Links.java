package io.algocratic.realtime.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Opens connections to one server, paced, takes each through its handshake, and feeds what they read to one {@link
 * Deliveries}.
 *
 * <p>Confined to one thread: {@link #turn} does all the work. A link that ends before {@link #close} fails the run.
 */
final class Links implements AutoCloseable {
    /** Told of each message; the time is that of the read it came with. */
    interface Deliveries {
        void delivered(int receiver, int sequence, long now) throws IOException;

        /** Everything one read brought was told. */
        void readOver() throws IOException;
    }

    private static final int OPENING_AT_ONCE = 64;
    private static final int LINKS_PER_ADDRESS = 5_000;
    private static final int BUFFER = 1024 * 1024;
    /** Any nonce will do; the answer to it is not checked, only that there is one. */
    private static final String REQUEST = "GET /realtime HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s\r\n";

    private final int port;
    private final Dialect dialect;
    private final IntFunction<String> rooms;
    private final FrameReader reader;
    private final Deliveries deliveries;
    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final List<Link> links = new ArrayList<>();
    private final Receiver receiver = new Receiver();
    private int ready;
    private long bytesRead;

    /**
     * Prepares.
     *
     * @param port of the server, on loopback
     * @param dialect how it is spoken to
     * @param rooms the room of each link
     * @param payload what messages carry
     * @param deliveries told of messages
     */
    Links(int port, Dialect dialect, IntFunction<String> rooms, Payload payload, Deliveries deliveries)
            throws IOException {
        this.port = port;
        this.dialect = dialect;
        this.rooms = rooms;
        this.reader = new FrameReader(payload);
        this.deliveries = deliveries;
    }

    /** Begins as many connections as pacing permits, up to a number of links in all. */
    void openUpTo(int wanted) throws IOException {
        while (links.size() < wanted && links.size() - ready < OPENING_AT_ONCE) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (wanted > LINKS_PER_ADDRESS) {
                // One source address has some 28,000 ports, and those of the last run are not free yet.
                byte[] source = {127, 0, 0, (byte) (1 + links.size() / LINKS_PER_ADDRESS)};
                channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
            }
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            Link link = new Link(links.size(), channel, key);
            key.attach(link);
            links.add(link);
            if (channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                upgrade(link);
            }
        }
    }

    /** How many links have finished their handshakes. */
    int ready() {
        return ready;
    }

    long bytesRead() {
        return bytesRead;
    }

    /** One turn of the loop: waits for input, at most so long, and handles it. */
    void turn(long millis) throws IOException {
        try {
            if (millis <= 0) {
                selector.selectNow(this::handle);
            } else {
                selector.select(this::handle, millis);
            }
        } catch (LinkException broken) {
            throw broken.failure;
        }
    }

    /** Writes a frame on one link. */
    void write(int link, ByteBuffer frame) throws IOException {
        links.get(link).write(frame);
    }

    @Override
    public void close() throws IOException {
        for (Link link : links) {
            link.close();
        }
        selector.close();
    }

    private void handle(SelectionKey key) {
        Link link = (Link) key.attachment();
        try {
            if (link.state() == Link.State.CONNECTING) {
                link.channel().finishConnect();
                upgrade(link);
                return;
            }
            if (key.isWritable()) {
                link.writable();
            }
            if (key.isReadable()) {
                receive(link);
            }
        } catch (IOException failure) {
            throw new LinkException(new IOException(
                    "link " + link.index() + ", " + link.state() + ": " + failure.getMessage(), failure));
        }
    }

    private void upgrade(Link link) throws IOException {
        link.state(Link.State.UPGRADING);
        String request = REQUEST.formatted(port, dialect.subprotocol());
        link.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }

    private void receive(Link link) throws IOException {
        int came = link.read(in);
        if (came < 0) {
            throw new IOException("the server closed the connection");
        }
        bytesRead += came;
        int from = link.state() == Link.State.UPGRADING ? upgraded(link) : 0;
        if (link.state() != Link.State.UPGRADING) {
            receiver.begin(link);
            from = reader.read(in, from, in.limit(), receiver);
        }
        link.keep(in, from);
        deliveries.readOver();
    }

    /** Reads the answer to the handshake and returns the index behind it, or 0 when it is not whole. */
    private int upgraded(Link link) throws IOException {
        String head = text(in, 0, in.limit());
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(
                    "the server answered " + head.lines().findFirst().orElse("nothing"));
        }
        var opening = dialect.opening(rooms.apply(link.index()));
        if (opening.isPresent()) {
            link.state(Link.State.JOINING);
            link.write(MaskedFrame.text(opening.get()));
        } else {
            joined(link);
        }
        return end + 4;
    }

    private void joined(Link link) {
        link.state(Link.State.READY);
        ready++;
    }

    /** Latin 1, so that one byte is one character. */
    private static String text(ByteBuffer in, int from, int to) {
        byte[] bytes = new byte[to - from];
        in.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What the frames of one read mean for the link they came from. */
    private final class Receiver implements FrameReader.Sink {
        private Link link;
        private long now;

        void begin(Link of) {
            link = of;
            now = System.nanoTime();
        }

        @Override
        public void message(int sequence) {
            try {
                deliveries.delivered(link.index(), sequence, now);
            } catch (IOException failure) {
                throw new LinkException(failure);
            }
        }

        @Override
        public void text(ByteBuffer bytes, int from, int to) {
            for (String object : Links.text(bytes, from, to).split("\n")) {
                switch (dialect.reply(object)) {
                    case JOINED -> joined(link);
                    case PING -> answer(MaskedFrame.text("{\"op\":\"pong\"}"));
                    case REFUSED -> throw new LinkException(new IOException("the server refused: " + object));
                    case NOTHING -> {}
                }
            }
        }

        @Override
        public void control(int opcode, ByteBuffer bytes, int from, int to) {
            if (opcode == 9) {
                byte[] payload = new byte[to - from];
                bytes.get(from, payload);
                answer(MaskedFrame.of(MaskedFrame.PONG, payload));
            } else if (opcode == MaskedFrame.CLOSE) {
                int code = to - from < 2 ? 1005 : bytes.getShort(from) & 0xffff;
                throw new LinkException(new IOException("the server closed link " + link.index() + " with " + code));
            }
        }

        private void answer(ByteBuffer frame) {
            try {
                link.write(frame);
            } catch (IOException failure) {
                throw new LinkException(failure);
            }
        }
    }

    /** Carries a failure through the selector's action. */
    private static final class LinkException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient IOException failure;

        LinkException(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
