package io.algocratic.realtime.sse;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sorts requests by method and turns foreign pages away. Thread-safe. */
final class EventsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String METHODS = "GET, POST, OPTIONS";

    private final transient Origins origins;
    private final transient StreamRequests streams;
    private final transient CommandRequests commands;

    EventsServlet(Origins origins, StreamRequests streams, CommandRequests commands) {
        this.origins = origins;
        this.streams = streams;
        this.commands = commands;
    }

    // Not the doXxx methods: theirs would answer HEAD by a stream that nobody reads.
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!origins.admit(request, response)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        switch (request.getMethod()) {
            case "GET" -> streams.open(request, response);
            case "POST" -> commands.take(request, response);
            case "OPTIONS" -> preflight(response);
            default -> {
                response.setHeader("Allow", METHODS);
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private static void preflight(HttpServletResponse response) {
        response.setHeader("Allow", METHODS);
        if (response.containsHeader("Access-Control-Allow-Origin")) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader(
                    "Access-Control-Allow-Headers",
                    "Content-Type, " + Uplinks.SECRET_HEADER + ", Last-Event-ID, Authorization");
            response.setHeader("Access-Control-Max-Age", "600");
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
