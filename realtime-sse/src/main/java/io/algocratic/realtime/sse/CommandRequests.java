package io.algocratic.realtime.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes commands on their way up. Thread-safe. */
final class CommandRequests {
    /** One command, or one a line; both are UTF-8 (RFC 8259 §8.1). */
    private static final Pattern TYPES =
            Pattern.compile("application/(json|x-ndjson)\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?");

    private static final int TOO_MANY_REQUESTS = 429;

    private final Uplinks uplinks;
    private final long limit;
    private final long timeoutMillis;

    CommandRequests(Uplinks uplinks, long limit, long timeoutMillis) {
        this.uplinks = uplinks;
        this.limit = limit;
        this.timeoutMillis = timeoutMillis;
    }

    /** Checks what the head tells, then leaves the body to a {@link CommandBody}. */
    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Uplink> uplink = uplinks.of(request);
        if (uplink.isEmpty()) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN);
        } else if (!commands(request)) {
            refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (request.getContentLengthLong() > limit) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (!uplink.get().enter()) {
            response.setHeader("Retry-After", "1");
            refuse(response, TOO_MANY_REQUESTS);
        } else {
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(timeoutMillis);
            CommandBody body = new CommandBody(uplink.get(), async, request.getInputStream(), response, limit);
            async.addListener(body);
            request.getInputStream().setReadListener(body);
        }
    }

    private static boolean commands(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && TYPES.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()
                && request.getHeader("Content-Encoding") == null;
    }

    /** The body is not wanted: without the connection's end the container would read all of it. */
    static void refuse(HttpServletResponse response, int status) {
        response.setHeader("Connection", "close");
        response.setStatus(status);
    }
}
