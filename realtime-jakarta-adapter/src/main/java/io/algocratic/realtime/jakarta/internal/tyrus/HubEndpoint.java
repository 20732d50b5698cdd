package io.algocratic.realtime.jakarta.internal.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** What Tyrus tells of one session goes to its link. Made by Tyrus, one for each session; called by one thread at a time. */
public final class HubEndpoint extends Endpoint {
    /** Made by Tyrus. */
    public HubEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Link link = link(session);
        session.addMessageHandler(String.class, link::received);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        link(session).sessionClosed();
    }

    @Override
    public void onError(Session session, Throwable cause) {
        link(session).failed(cause);
    }

    private static Link link(Session session) {
        return ((LinkSlot) session.getUserPrincipal()).link();
    }
}
