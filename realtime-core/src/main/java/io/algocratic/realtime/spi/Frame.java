package io.algocratic.realtime.spi;

import io.algocratic.realtime.StreamPosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message encoded once, shared by every receiver, with one cached encoding per wire format.
 *
 * <p>Immutable but for the cache; thread-safe.
 */
public final class Frame {
    private final byte[] json;
    private final @Nullable StreamKey stream;
    private final @Nullable StreamPosition position;
    private volatile @Nullable Encoding encodings;

    private Frame(byte[] json, @Nullable StreamKey stream, @Nullable StreamPosition position) {
        this.json = json;
        this.stream = stream;
        this.position = position;
    }

    /**
     * A frame that moves no position.
     *
     * @param json one JSON object in UTF-8 without line breaks; never changed afterwards
     * @return the frame
     */
    public static Frame of(byte[] json) {
        return new Frame(json, null, null);
    }

    /**
     * A frame that moves the client's position in a stream.
     *
     * @param json one JSON object in UTF-8 without line breaks; never changed afterwards
     * @param stream the stream
     * @param position where the client is once it has this frame
     * @return the frame
     */
    public static Frame at(byte[] json, StreamKey stream, StreamPosition position) {
        return new Frame(json, stream, position);
    }

    /**
     * The envelope.
     *
     * @return one JSON object in UTF-8, shared: do not change it
     */
    public byte[] json() {
        return json;
    }

    /**
     * What it counts for in bounds.
     *
     * @return bytes of the envelope
     */
    public int size() {
        return json.length;
    }

    /**
     * The stream in which this frame moves the client's position.
     *
     * @return the stream, for a message, a gap, or the answer to a join
     */
    public Optional<StreamKey> stream() {
        return Optional.ofNullable(stream);
    }

    /**
     * Where the client is in {@link #stream} once it has this frame.
     *
     * @return the position, when there is a stream
     */
    public Optional<StreamPosition> position() {
        return Optional.ofNullable(position);
    }

    /**
     * The encoding for a wire format, made on first need.
     *
     * @param format one instance for all links
     * @return the bytes, shared: do not change them
     */
    public byte[] bytes(WireFormat format) {
        byte[] found = find(encodings, format);
        return found != null ? found : encode(format);
    }

    private synchronized byte[] encode(WireFormat format) {
        byte[] found = find(encodings, format);
        if (found == null) {
            found = format.encode(json);
            encodings = new Encoding(format, found, encodings);
        }
        return found;
    }

    private static byte @Nullable [] find(@Nullable Encoding from, WireFormat format) {
        for (Encoding e = from; e != null; e = e.next) {
            if (e.format == format) {
                return e.bytes;
            }
        }
        return null;
    }

    /** One cached encoding and those made before it. */
    private static final class Encoding {
        final WireFormat format;
        final byte[] bytes;
        final @Nullable Encoding next;

        Encoding(WireFormat format, byte[] bytes, @Nullable Encoding next) {
            this.format = format;
            this.bytes = bytes;
            this.next = next;
        }
    }
}
