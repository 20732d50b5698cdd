package io.algocratic.realtime.sse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages are served: those of the same origin, and those of a list. Immutable and thread-safe.
 *
 * <p>Same origin means that host and port of {@code Origin} are those of {@code Host}. The scheme is not compared: behind
 * a proxy that ends TLS the container sees another one than the page. A request without {@code Origin} comes from no
 * foreign page (RFC 6454 §7.3).
 */
final class Origins {
    private static final Pattern ORIGIN = Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    static Origins same() {
        return new Origins(Set.of());
    }

    static Origins sameAnd(Collection<String> origins) {
        return new Origins(origins.stream().map(Origins::checked).collect(Collectors.toUnmodifiableSet()));
    }

    private static String checked(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (!ORIGIN.matcher(lower).matches()) {
            throw new IllegalArgumentException("not an origin such as https://app.example.com:8443: " + origin);
        }
        return lower;
    }

    /** Tells whether the page may be served, and if it is a listed one says so to the browser. */
    boolean admit(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        if (allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            // With credentials a browser wants its exact origin back, never a wildcard (Fetch §3.3.5).
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Vary", "Origin");
            return true;
        }
        return sameHost(origin.toLowerCase(Locale.ROOT), request.getHeader("Host"));
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        Matcher parts = ORIGIN.matcher(origin);
        if (host == null || !parts.matches()) {
            return false;
        }
        String name = parts.group(2);
        String standard = parts.group(1).equals("https") ? "443" : "80";
        String port = parts.group(3) == null ? standard : parts.group(3);
        String target = host.toLowerCase(Locale.ROOT);
        return target.equals(name + ":" + port) || (port.equals(standard) && target.equals(name));
    }
}
