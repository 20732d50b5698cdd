package io.algocratic.realtime.jakarta.tyrus;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.testkit.TestPeer;
import io.algocratic.realtime.testkit.TransportContract;
import io.algocratic.realtime.testkit.TransportFixture;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rules of a transport, over Undertow and raw sockets. */
class TyrusHostContractIT extends TransportContract {
    @Override
    protected TransportFixture serve(Hub hub) {
        try {
            return new Fixture(UndertowFixture.serving(TyrusHost.serving(hub)));
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Fixture(UndertowFixture server, List<RawPeer> peers) implements TransportFixture {
        Fixture(UndertowFixture server) {
            this(server, new CopyOnWriteArrayList<>());
        }

        @Override
        public TestPeer connect(String user) {
            try {
                String target = "/realtime?user=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
                RawPeer peer = RawPeer.over(RawWebSocketClient.connect(server.port(), 16 * 1024)
                        .upgraded(target, "Sec-WebSocket-Protocol: realtime.v1"));
                peers.add(peer);
                peer.send("{\"op\":\"hello\"}");
                return peer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            peers.forEach(RawPeer::close);
            server.close();
        }
    }
}
