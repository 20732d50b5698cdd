package io.algocratic.realtime.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One connection of the load client: its place in the handshake and what is unfinished. Confined to one thread. */
final class Link {
    /** Where a link is; each state is followed by the next. */
    enum State {
        CONNECTING,
        UPGRADING,
        JOINING,
        READY,
        CLOSED
    }

    private static final byte[] NOTHING = {};

    private final int index;
    private final SocketChannel channel;
    private final SelectionKey key;
    private State state = State.CONNECTING;
    private byte[] carry = NOTHING;
    private int carried;
    private ByteBuffer unsent = ByteBuffer.wrap(NOTHING);

    Link(int index, SocketChannel channel, SelectionKey key) {
        this.index = index;
        this.channel = channel;
        this.key = key;
    }

    int index() {
        return index;
    }

    SocketChannel channel() {
        return channel;
    }

    State state() {
        return state;
    }

    void state(State value) {
        state = value;
    }

    /** Tells what the link waits for besides input: nothing, or that the socket takes more. */
    void watch() {
        int wanted = unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Writes, and keeps what the socket does not take. */
    void write(ByteBuffer bytes) throws IOException {
        if (unsent.hasRemaining()) {
            unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                    .put(unsent)
                    .put(bytes)
                    .flip();
        } else {
            channel.write(bytes);
            unsent = bytes;
        }
        watch();
    }

    /** The socket takes more. */
    void writable() throws IOException {
        channel.write(unsent);
        watch();
    }

    /**
     * Reads what there is behind the unfinished frame of the last time.
     *
     * @param in any buffer; afterwards it holds the bytes from 0 to its limit
     * @return how many bytes came; -1 at the end of the stream
     */
    int read(ByteBuffer in) throws IOException {
        in.clear().put(carry, 0, carried);
        int came = channel.read(in);
        in.flip();
        return came;
    }

    /** Keeps the bytes from an index to the limit for the next {@link #read}. */
    void keep(ByteBuffer in, int from) {
        carried = in.limit() - from;
        if (carry.length < carried) {
            carry = Arrays.copyOf(carry, Math.max(carried, 1024));
        }
        in.get(from, carry, 0, carried);
    }

    void close() throws IOException {
        state = State.CLOSED;
        channel.close();
    }
}
