package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.spi.Handshake;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;

/** Answers opening requests (RFC 6455 §4.2). Thread-safe. */
public final class RealtimeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int KEY_BYTES = 16;
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

    // A servlet is serializable by inheritance only; these are not.
    private final transient Hub hub;
    private final transient TyrusEngine engine;
    private final transient OriginRule origins;
    private final transient ClosingLinks closingLinks;
    private final transient BooleanSupplier closed;

    /**
     * Makes the servlet of one hub.
     *
     * @param hub to be told of links
     * @param engine Tyrus
     * @param origins which pages may open a link
     * @param closingLinks where links wait that are closing
     * @param closed whether the host takes no more links
     */
    public RealtimeServlet(
            Hub hub, TyrusEngine engine, OriginRule origins, ClosingLinks closingLinks, BooleanSupplier closed) {
        this.hub = hub;
        this.engine = engine;
        this.origins = origins;
        this.closingLinks = closingLinks;
        this.closed = closed;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (closed.getAsBoolean()) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "No more links are taken.");
        } else if (!listed(request, "Upgrade").contains("websocket")
                || !listed(request, "Connection").contains("upgrade")) {
            response.setHeader("Upgrade", "websocket");
            refuse(response, UPGRADE_REQUIRED, "This address speaks WebSocket (RFC 6455), subprotocol realtime.v1.");
        } else if (!origins.allows(
                values(request, "Origin").toList(), values(request, "Host").findFirst())) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "Pages of this origin may not open a link.");
        } else if (!wellFormedKey(request)) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in Base64.");
        } else {
            upgrade(request, response);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        List<String> offered =
                values(request, SUBPROTOCOL).flatMap(RealtimeServlet::items).toList();
        LinkSlot slot = new LinkSlot();
        RequestContext context = RequestContext.Builder.create()
                .requestURI(URI.create(TyrusEngine.PATH))
                .userPrincipal(slot)
                .secure(request.isSecure())
                .build();
        Stream.of("Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version")
                .forEach(name -> values(request, name)
                        .findFirst()
                        .ifPresent(value -> context.getHeaders().put(name, List.of(value))));
        if (!offered.isEmpty()) {
            context.getHeaders().put(SUBPROTOCOL, offered);
        }
        TyrusUpgradeResponse answer = new TyrusUpgradeResponse();
        UpgradeInfo info = engine.getWebSocketEngine().upgrade(context, answer);
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        if (info.getStatus() != UpgradeStatus.SUCCESS || answer.getStatus() != SWITCHING_PROTOCOLS) {
            refuse(response, answer.getStatus(), "The opening handshake is not well-formed.");
            return;
        }
        response.setStatus(SWITCHING_PROTOCOLS);
        boolean supported = Subprotocol.of(offered).supported();
        request.upgrade(UpgradeHandler.class)
                .prepare(
                        new Upgrade(hub, closingLinks, engine.frameLimit(), info, slot, handshake(request), supported));
    }

    private static Handshake handshake(HttpServletRequest request) {
        Handshake.Builder handshake = Handshake.builder();
        if (request.getRemoteAddr() != null) {
            handshake.remoteAddress(request.getRemoteAddr());
        }
        Collections.list(request.getHeaderNames()).forEach(name -> handshake.header(name, request.getHeader(name)));
        request.getParameterMap().forEach((name, values) -> handshake.parameter(name, values[0]));
        Principal principal = request.getUserPrincipal();
        if (principal != null && principal.getName() != null) {
            handshake.principal(principal.getName());
        }
        return handshake.build();
    }

    private static boolean wellFormedKey(HttpServletRequest request) {
        Optional<String> key = values(request, "Sec-WebSocket-Key").findFirst();
        try {
            return key.isPresent() && Base64.getDecoder().decode(key.get()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Stream<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream().map(String::strip);
    }

    private static Stream<String> items(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static List<String> listed(HttpServletRequest request, String header) {
        return values(request, header)
                .flatMap(RealtimeServlet::items)
                .map(item -> item.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void refuse(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
