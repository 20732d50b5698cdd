package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Opening;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;

/**
 * What an accepted opening request leaves for the link that follows it.
 *
 * @param hub to be told of the link
 * @param closingLinks where links wait that are closing
 * @param frameLimit the largest message in bytes
 * @param info Tyrus's half
 * @param slot how Tyrus's endpoint finds the link
 * @param handshake the hub's half
 * @param supported false when the link is to be closed with 4506 at once
 */
record Upgrade(
        Hub hub,
        ClosingLinks closingLinks,
        int frameLimit,
        UpgradeInfo info,
        LinkSlot slot,
        Handshake handshake,
        boolean supported) {

    org.glassfish.tyrus.spi.Connection connect(Link link) {
        slot.set(link);
        return info.createConnection(new TyrusWriter(link), reason -> {});
    }

    Connection accept(Link link) {
        if (supported) {
            return hub.accept(link, handshake);
        }
        link.close(CloseReason.UNSUPPORTED_VERSION);
        return NoHub.INSTANCE;
    }

    /** For a link that is refused before the hub knows it. */
    private enum NoHub implements Connection {
        INSTANCE;

        @Override
        public void open(Opening opening) {
            // nobody listens
        }

        @Override
        public void receive(String text) {
            // nobody listens
        }

        @Override
        public void refuse(CloseReason reason) {
            // it is being closed already
        }

        @Override
        public void closed() {
            // nobody to tell
        }
    }
}
