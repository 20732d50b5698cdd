package io.algocratic.realtime.hub.server;

import io.algocratic.realtime.hub.api.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * What every request passes first: it must ask for this computer by a loopback name, and every response, whoever writes
 * it, tells the browser to load and show nothing but this site. Thread-safe.
 */
final class Front implements HttpHandler {
    private static final Map<HttpString, String> SECURITY = Map.of(
            new HttpString("Content-Security-Policy"),
            "default-src 'self'; connect-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'",
            new HttpString("X-Content-Type-Options"),
            "nosniff",
            new HttpString("Referrer-Policy"),
            "no-referrer",
            new HttpString("Cross-Origin-Resource-Policy"),
            "same-origin",
            new HttpString("Cross-Origin-Opener-Policy"),
            "same-origin");

    private final HttpHandler site;

    Front(HttpHandler site) {
        this.site = site;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HeaderMap headers = exchange.getResponseHeaders();
        SECURITY.forEach(headers::put);
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST))
                .orElse("");
        if (Loopback.named(host)) {
            site.handleRequest(exchange);
            return;
        }
        Problem problem =
                new Problem(421, "Misdirected Request", "Demo mode answers to localhost, 127.0.0.1 and [::1] only.");
        exchange.setStatusCode(problem.status());
        headers.put(Headers.CONTENT_TYPE, Problem.MEDIA_TYPE);
        exchange.getResponseSender().send(ByteBuffer.wrap(problem.json()));
    }
}
