package io.algocratic.realtime.sse;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Opening;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens streams. Thread-safe. */
final class StreamRequests {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRequests.class);
    private static final Runnable NOTHING = () -> {};

    private final Hub hub;
    private final Uplinks uplinks;

    StreamRequests(Hub hub, Uplinks uplinks) {
        this.hub = hub;
        this.uplinks = uplinks;
    }

    /**
     * Answers 200 and keeps the response open; the hub refuses on the stream, because any other status makes a browser
     * stop for good (WHATWG HTML §9.2.3).
     */
    void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        setHead(response);
        List<String> rooms = values(request, "room").distinct().toList();
        EventId eventId = new EventId(rooms);
        lastEventId(request).ifPresent(eventId::restore);
        Opening opening = opening(request, rooms, eventId);

        String secret = uplinks.newSecret();
        Handshake handshake = handshake(request, secret);
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        // The end may come before there is a connection to tell it to; NOTHING in this reference means that it came.
        AtomicReference<@Nullable Runnable> end = new AtomicReference<>();
        StreamOutput output = new StreamOutput(async, response.getOutputStream(), () -> {
            Runnable told = end.getAndSet(NOTHING);
            if (told != null) {
                told.run();
            }
        });
        async.addListener(output);
        try {
            Connection connection = hub.accept(new SseTransport(output, eventId), handshake);
            // Before the secret can reach the client.
            uplinks.add(secret, connection);
            Runnable gone = () -> {
                uplinks.remove(secret);
                connection.closed();
            };
            if (!end.compareAndSet(null, gone)) {
                gone.run();
            }
            connection.open(opening);
        } catch (RuntimeException e) {
            LOG.error("the hub threw at the opening of a stream", e);
            output.finish(EventBlocks.closing(CloseReason.INTERNAL_ERROR));
        }
        // From here on the container may call back, on another thread.
        response.getOutputStream().setWriteListener(output);
    }

    private static void setHead(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-cache, no-store");
        response.setHeader("X-Accel-Buffering", "no");
        // Batches are gathered before they come here. Undertow keeps a buffer for as long as the response is open, and
        // with the smallest one hands what it is given straight to the socket.
        response.setBufferSize(1);
    }

    private static Opening opening(HttpServletRequest request, List<String> rooms, EventId eventId) {
        int history = history(request);
        boolean presence = value(request, "presence").equals(Optional.of("true"));
        List<Opening.RoomRequest> requests = new ArrayList<>();
        for (int i = 0; i < rooms.size(); i++) {
            requests.add(new Opening.RoomRequest(rooms.get(i), eventId.position(i), history, presence));
        }
        return new Opening(value(request, "token"), value(request, "device"), requests);
    }

    /** What is no number asks for nothing; the hub clamps what is too large. */
    private static int history(HttpServletRequest request) {
        try {
            return Math.max(0, Integer.parseInt(value(request, "history").orElse("0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The header is newer: the browser sends it when it comes back with the URL it had. */
    private static Optional<String> lastEventId(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID")).or(() -> value(request, "lastEventId"));
    }

    private static Handshake handshake(HttpServletRequest request, String secret) {
        Handshake.Builder handshake = Handshake.builder()
                .remoteAddress(request.getRemoteAddr())
                .secret(secret)
                .oneWay();
        for (String name : Collections.list(request.getHeaderNames())) {
            handshake.header(name, request.getHeader(name));
        }
        for (String name : Collections.list(request.getParameterNames())) {
            handshake.parameter(name, request.getParameter(name));
        }
        if (request.getUserPrincipal() != null) {
            handshake.principal(request.getUserPrincipal().getName());
        }
        return handshake.build();
    }

    private static Stream<String> values(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getParameterValues(name)).flatMap(Stream::of);
    }

    private static Optional<String> value(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name));
    }
}
