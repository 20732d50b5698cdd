package io.algocratic.realtime;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What an application sends: a type, JSON data, and once accepted a sender and a time.
 *
 * <p>Immutable and thread-safe. The data is kept as the JSON it arrived as; nothing is parsed until {@link #as} asks.
 *
 * <pre>{@code
 * Message.of("chat", Map.of("text", "The meeting about meetings moved."));
 * Message.builder("typing").json("true").messageClass(MessageClass.EPHEMERAL).build();
 * }</pre>
 */
public final class Message {
    private final String type;
    private final byte[] data;
    private final Optional<String> from;
    private final Instant at;
    private final MessageClass messageClass;
    private final Optional<String> except;

    Message(MessageBuilder builder) {
        this.type = builder.type;
        this.data = builder.data;
        this.from = builder.from;
        this.at = builder.at;
        this.messageClass = builder.messageClass;
        this.except = builder.except;
    }

    /**
     * A normal message with data mapped to JSON by Jackson.
     *
     * @param type a well-formed name, see {@link Names}
     * @param data a bean, record, map, list, string, number or boolean
     * @return the message
     * @throws IllegalArgumentException when the type is malformed or the data cannot be written as JSON
     */
    public static Message of(String type, Object data) {
        return builder(type).data(data).build();
    }

    /**
     * Starts a message whose data is {@code null} until set.
     *
     * @param type a well-formed name, see {@link Names}
     * @return a builder
     * @throws IllegalArgumentException when the type is malformed
     */
    public static MessageBuilder builder(String type) {
        return new MessageBuilder(type);
    }

    /**
     * A builder that starts with everything this message has.
     *
     * @return a builder
     */
    public MessageBuilder toBuilder() {
        MessageBuilder builder = new MessageBuilder(type);
        builder.data = data;
        builder.from = from;
        builder.at = at;
        builder.messageClass = messageClass;
        builder.except = except;
        return builder;
    }

    /**
     * What kind of message it is; the application decides.
     *
     * @return the type
     */
    public String type() {
        return type;
    }

    /**
     * The data as JSON.
     *
     * @return one JSON value without line breaks
     */
    public String json() {
        return new String(data, StandardCharsets.UTF_8);
    }

    /**
     * The data as JSON bytes, for stores and encoders.
     *
     * @return the UTF-8 bytes, shared: do not change them
     */
    public byte[] jsonBytes() {
        return data;
    }

    /**
     * The data as an object.
     *
     * @param <T> the wanted type
     * @param type the wanted type
     * @return a new object, mapped by Jackson
     * @throws IllegalArgumentException when the data does not fit
     */
    public <T> T as(Class<T> type) {
        return Json.read(data, type);
    }

    /**
     * Who sent it.
     *
     * @return the name of the identity; empty for a message of the application itself
     */
    public Optional<String> from() {
        return from;
    }

    /**
     * When the hub accepted it.
     *
     * @return the time, {@link Instant#EPOCH} before it was accepted
     */
    public Instant at() {
        return at;
    }

    /**
     * How much it matters.
     *
     * @return the class
     */
    public MessageClass messageClass() {
        return messageClass;
    }

    /**
     * Which session does not get it, live or replayed: the publishing one, when it asked for no echo.
     *
     * @return the id of a session
     */
    public Optional<String> except() {
        return except;
    }

    /**
     * What it counts for in bounds.
     *
     * @return bytes of data plus characters of type and sender
     */
    public int size() {
        return data.length + type.length() + from.map(String::length).orElse(0);
    }

    @Override
    public String toString() {
        return "Message[" + type + ", " + data.length + " bytes, from=" + from.orElse("the application") + "]";
    }
}
