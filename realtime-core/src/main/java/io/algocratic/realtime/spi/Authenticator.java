package io.algocratic.realtime.spi;

import io.algocratic.realtime.Identity;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides who a peer is, once per {@code hello}.
 *
 * <p>Called on the adapter's thread, without a lock held, and must not block it: return a stage that completes later
 * instead. A stage that fails, or an exception, refuses the peer.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Decides who a peer is.
     *
     * @param handshake what came with the opening request
     * @param token the {@code token} of the {@code hello}, if it had one
     * @return completes with the outcome
     */
    CompletionStage<Authentication> authenticate(Handshake handshake, Optional<String> token);

    /**
     * Accepts a peer by what one function makes of its handshake, for applications that need no waiting.
     *
     * @param decide the identity of a peer, or nothing to refuse it
     * @return an authenticator
     */
    static Authenticator by(java.util.function.Function<Handshake, Optional<Identity>> decide) {
        return (handshake, token) -> CompletableFuture.completedFuture(decide.apply(handshake)
                .<Authentication>map(Authentication.Accepted::new)
                .orElseGet(() -> new Authentication.Refused("unauthorized")));
    }

    /** What an authenticator decided. */
    sealed interface Authentication {
        /**
         * The peer is known.
         *
         * @param identity who it is
         */
        record Accepted(Identity identity) implements Authentication {}

        /**
         * The peer is refused with close code 4500.
         *
         * @param reason for the peer; at most 123 bytes of UTF-8
         */
        record Refused(String reason) implements Authentication {}
    }
}
