package io.algocratic.realtime.hub.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the site: {@code web/} of this application, and the browser client the core brings along. Only what was
 * found is remembered, so that the number of entries is bounded by what was packaged. Thread-safe.
 */
final class Assets {
    // Each segment begins with a letter, digit, dash or underscore: there is no way up, no empty segment, no hidden
    // file.
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final String CLIENT = "/realtime.js";
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain;charset=utf-8",
            "webmanifest", "application/manifest+json");

    private final Map<String, Asset> found = new ConcurrentHashMap<>();

    /** A file as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Asset(byte[] bytes, String mediaType, String etag) {}

    Optional<Asset> find(String path) {
        String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (mediaType == null || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.computeIfAbsent(path, unused -> load(path, mediaType)));
    }

    private static @Nullable Asset load(String path, String mediaType) {
        String resource = path.equals(CLIENT) ? "/META-INF/resources" + path : "/web" + path;
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            return new Asset(bytes, mediaType, '"' + digest(bytes) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
