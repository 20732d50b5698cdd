package io.algocratic.realtime;

import java.time.Instant;
import java.util.Optional;

/**
 * Builds a {@link Message}. Confined to one thread.
 */
public final class MessageBuilder {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    final String type;
    byte[] data = NULL;
    Optional<String> from = Optional.empty();
    Instant at = Instant.EPOCH;
    MessageClass messageClass = MessageClass.NORMAL;
    Optional<String> except = Optional.empty();

    MessageBuilder(String type) {
        this.type = Names.check("message type", type);
    }

    /**
     * Sets the data from an object.
     *
     * @param value mapped to JSON by Jackson
     * @return this builder
     * @throws IllegalArgumentException when it cannot be written as JSON
     */
    public MessageBuilder data(Object value) {
        this.data = Json.write(value);
        return this;
    }

    /**
     * Sets the data from JSON text.
     *
     * @param json one JSON value; line breaks outside strings are dropped
     * @return this builder
     * @throws IllegalArgumentException when it is not one well-formed JSON value
     */
    public MessageBuilder json(String json) {
        this.data = Json.check(json);
        return this;
    }

    /**
     * Sets the data from JSON that was already checked, as a backplane does that stored it. Nothing is checked or
     * copied.
     *
     * @param utf8 one well-formed JSON value in UTF-8 without CR and LF; not changed afterwards
     * @return this builder
     */
    public MessageBuilder checkedJson(byte[] utf8) {
        this.data = utf8;
        return this;
    }

    /**
     * Sets the sender.
     *
     * @param identity the name of an identity
     * @return this builder
     * @throws IllegalArgumentException when the name is malformed
     */
    public MessageBuilder from(String identity) {
        this.from = Optional.of(Names.check("sender", identity));
        return this;
    }

    /**
     * Sets the time; the hub sets it when it accepts the message.
     *
     * @param time when it was accepted
     * @return this builder
     */
    public MessageBuilder at(Instant time) {
        this.at = time;
        return this;
    }

    /**
     * Sets the class; {@link MessageClass#NORMAL} by default.
     *
     * @param value how much it matters
     * @return this builder
     */
    public MessageBuilder messageClass(MessageClass value) {
        this.messageClass = value;
        return this;
    }

    /**
     * Leaves one session out.
     *
     * @param sessionId the session that does not get the message
     * @return this builder
     */
    public MessageBuilder except(String sessionId) {
        this.except = Optional.of(sessionId);
        return this;
    }

    /**
     * Builds the message.
     *
     * @return an immutable message
     */
    public Message build() {
        return new Message(this);
    }
}
