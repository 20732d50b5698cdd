package io.algocratic.realtime.jakarta.internal.tyrus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which pages may open a link: those of the same origin, and those of an allow list. Peers without an {@code Origin} header
 * are no browsers, and may. Immutable and thread-safe. Follows RFC 6454 and RFC 6455 §10.2.
 */
public final class OriginRule {
    /** In the allow list: any origin. */
    public static final String ANY = "*";

    // Not java.net.URI, which knows no host with an underscore.
    private static final Pattern ORIGIN =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@\\s]+)(?::([0-9]{1,5}))?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> allowed;

    /**
     * Makes a rule.
     *
     * @param allowed origins such as {@code https://app.example.org}, or {@link #ANY}
     * @throws IllegalArgumentException when an entry is no origin
     */
    public OriginRule(List<String> allowed) {
        this.allowed = allowed.stream()
                .map(origin -> ANY.equals(origin)
                        ? ANY
                        : parse(origin)
                                .map(Origin::toString)
                                .orElseThrow(() -> new IllegalArgumentException("not an origin: " + origin)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Judges an opening request.
     *
     * @param origins the values of its {@code Origin} headers
     * @param host the value of its {@code Host} header
     * @return whether the peer may open a link
     */
    boolean allows(List<String> origins, Optional<String> host) {
        if (origins.isEmpty() || allowed.contains(ANY)) {
            return true;
        }
        return origins.size() == 1
                && parse(origins.get(0))
                        .filter(origin -> allowed.contains(origin.toString())
                                || host.filter(origin::isAt).isPresent())
                        .isPresent();
    }

    private static Optional<Origin> parse(String text) {
        Matcher parts = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1);
        String port = parts.group(3);
        int known = port != null ? Integer.parseInt(port) : "https".equals(scheme) ? HTTPS : HTTP;
        return Optional.of(new Origin(scheme, parts.group(2), known));
    }

    private record Origin(String scheme, String host, int port) {
        /** The scheme is the origin's own: behind a proxy that ends TLS, the request's scheme says nothing. */
        boolean isAt(String hostHeader) {
            return parse(scheme + "://" + hostHeader).filter(this::equals).isPresent();
        }

        @Override
        public String toString() {
            return scheme + "://" + host + ":" + port;
        }
    }
}
