package io.algocratic.realtime.sse;

import io.algocratic.realtime.spi.Connection;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Finds the way up of a live stream by its secret.
 *
 * <p>Only live streams are in it, so it is bounded by what the hub accepts ({@code maxSessions}). It is keyed by the hash
 * of the secret: how long a look-up takes says nothing about the secret itself. Thread-safe.
 */
final class Uplinks {
    static final String SECRET_HEADER = "X-Realtime-Secret";

    private static final int SECRET_BYTES = 24;
    private static final int MAX_SECRET_LENGTH = 64;

    private final Map<String, Uplink> byHash = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    Uplinks(RandomGenerator random) {
        this.random = random;
    }

    /** Unguessable text: 192 bits in base64url. */
    String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void add(String secret, Connection connection) {
        byHash.put(hash(secret), new Uplink(connection));
    }

    void remove(String secret) {
        byHash.remove(hash(secret));
    }

    Optional<Uplink> of(HttpServletRequest request) {
        String secret = request.getHeader(SECRET_HEADER);
        return secret == null || secret.length() > MAX_SECRET_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(byHash.get(hash(secret)));
    }

    private static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return new String(hash, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
