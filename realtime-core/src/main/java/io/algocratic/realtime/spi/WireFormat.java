package io.algocratic.realtime.spi;

/**
 * How one object of the protocol looks on one kind of wire.
 *
 * <p>Use one instance for all links: encodings are cached in each {@link Frame} by identity of the format. Encodings must
 * be self-delimiting, so that those of several frames may be concatenated. Thread-safe.
 */
public interface WireFormat {
    /**
     * Encodes one object.
     *
     * @param json one JSON object in UTF-8 without line breaks; not to be changed
     * @return the bytes as they go on the wire; never changed afterwards
     */
    byte[] encode(byte[] json);
}
