package io.algocratic.realtime.spi;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a peer before its first command: for the {@link Authenticator}, and forgotten after it.
 *
 * <p>Immutable and thread-safe. Values come from the peer and are not to be trusted.
 */
public final class Handshake {
    private final String remoteAddress;
    private final Map<String, String> headers;
    private final Map<String, String> parameters;
    private final Optional<String> principal;
    private final Optional<String> secret;
    private final boolean oneWay;

    private Handshake(Builder builder) {
        this.remoteAddress = builder.remoteAddress;
        this.headers = Map.copyOf(builder.headers);
        this.parameters = Map.copyOf(builder.parameters);
        this.principal = builder.principal;
        this.secret = builder.secret;
        this.oneWay = builder.oneWay;
    }

    /**
     * Starts a handshake.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the peer is.
     *
     * @return an address without port; {@code unknown} when the transport has none
     */
    public String remoteAddress() {
        return remoteAddress;
    }

    /**
     * A header of the opening request.
     *
     * @param name in any case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * A query parameter of the opening request.
     *
     * @param name as given
     * @return its first value
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * The user the container has authenticated.
     *
     * @return the name of the principal, if there is one
     */
    public Optional<String> principal() {
        return principal;
    }

    /**
     * What names this link in requests outside of it (SSE); told to the client in {@code welcome}.
     *
     * @return unguessable text, if the transport needs it
     */
    public Optional<String> secret() {
        return secret;
    }

    /**
     * Tells whether the peer cannot answer on this link: then its silence means nothing.
     *
     * @return true for SSE
     */
    public boolean oneWay() {
        return oneWay;
    }

    /** Builds a {@link Handshake}. Confined to one thread. */
    public static final class Builder {
        private String remoteAddress = "unknown";
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private Optional<String> principal = Optional.empty();
        private Optional<String> secret = Optional.empty();
        private boolean oneWay;

        private Builder() {}

        /**
         * Sets where the peer is.
         *
         * @param address without port
         * @return this builder
         */
        public Builder remoteAddress(String address) {
            this.remoteAddress = address;
            return this;
        }

        /**
         * Adds a header; the first value of a name stays.
         *
         * @param name in any case
         * @param value as received
         * @return this builder
         */
        public Builder header(String name, String value) {
            headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        /**
         * Adds a query parameter; the first value of a name stays.
         *
         * @param name as given
         * @param value decoded
         * @return this builder
         */
        public Builder parameter(String name, String value) {
            parameters.putIfAbsent(name, value);
            return this;
        }

        /**
         * Sets the user the container has authenticated.
         *
         * @param name of the principal
         * @return this builder
         */
        public Builder principal(String name) {
            this.principal = Optional.of(name);
            return this;
        }

        /**
         * Sets what names this link in requests outside of it.
         *
         * @param value unguessable text
         * @return this builder
         */
        public Builder secret(String value) {
            this.secret = Optional.of(value);
            return this;
        }

        /**
         * Says that the peer cannot answer on this link.
         *
         * @return this builder
         */
        public Builder oneWay() {
            this.oneWay = true;
            return this;
        }

        /**
         * Builds the handshake.
         *
         * @return an immutable handshake
         */
        public Handshake build() {
            return new Handshake(this);
        }
    }
}
