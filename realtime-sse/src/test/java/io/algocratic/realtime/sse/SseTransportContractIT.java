package io.algocratic.realtime.sse;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.testkit.TestPeer;
import io.algocratic.realtime.testkit.TransportContract;
import io.algocratic.realtime.testkit.TransportFixture;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SseTransportContractIT extends TransportContract {
    @Override
    protected TransportFixture serve(Hub served) {
        try {
            EventsServer server = new EventsServer(ServerSentEvents.serving(served));
            List<TestPeer> peers = new ArrayList<>();
            return new TransportFixture() {
                @Override
                public TestPeer connect(String user) {
                    // A small buffer, so that a peer that stops reading is noticed soon.
                    SsePeer peer = new SsePeer(server.port(), 4_096, "?user=" + user);
                    peers.add(peer);
                    return peer;
                }

                @Override
                public void close() {
                    for (TestPeer peer : peers) {
                        peer.close();
                    }
                    server.close();
                }
            };
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
