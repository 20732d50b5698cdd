package io.algocratic.realtime.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import io.algocratic.realtime.hub.server.HubServer;
import io.algocratic.realtime.hub.server.RawWebSocket;
import io.algocratic.realtime.hub.server.TestServer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page tells the truth about its connection, and about what it missed. */
@ExtendWith(Chromium.class)
class ReconnectionIT {
    private static final String ROOM = "all-hands";

    @ParameterizedTest
    @ValueSource(strings = {"", "&transport=sse"})
    void cable_cutAndMended_bringsWhatWasMissedOnce(String transport, Browser browser) {
        try (HubServer server = TestServer.quiet();
                Cable cable = new Cable(server.address());
                RawWebSocket grace = join(server.address(), "Grace");
                HubPage ada = HubPage.enter(browser, cable.address(), "Ada", ROOM, transport)) {
            publish(grace, "before");
            assertThat(ada.said("before")).hasCount(1);
            cable.cut();
            ada.awaitState("waiting");
            assertThat(ada.by("send")).isDisabled();
            publish(grace, "meanwhile 1");
            publish(grace, "meanwhile 2");
            cable.mend();
            ada.awaitState("open");
            publish(grace, "after");
            assertThat(ada.said("after")).hasCount(1);
            assertThat(ada.by("message-text")).hasText(new String[] {"before", "meanwhile 1", "meanwhile 2", "after"});
            assertThat(ada.by("gap")).hasCount(0);
        }
    }

    @Test
    void server_stoppedAndStartedAgain_isNoticedAndTheLossIsShown(Browser browser) {
        HubServer first = TestServer.quiet();
        String address = first.address();
        try (HubPage ada = HubPage.enter(browser, address, "Ada", ROOM)) {
            ada.say("before");
            assertThat(ada.said("before")).hasCount(1);
            first.close();
            ada.awaitState("waiting");
            assertThat(ada.by("state")).containsText("Reconnecting");
            try (HubServer second = TestServer.on(URI.create(address).getPort(), false);
                    RawWebSocket grace = join(second.address(), "Grace")) {
                publish(grace, "meanwhile");
                ada.awaitState("open");
                ada.say("after");
                assertThat(ada.said("after")).hasCount(1);
                assertThat(ada.by("message-text")).hasText(new String[] {"before", "meanwhile", "after"});
                assertThat(ada.by("gap")).hasCount(1);
            }
        }
    }

    private static RawWebSocket join(String address, String user) {
        RawWebSocket link = RawWebSocket.open(address, "/realtime?user=" + user);
        link.send("{\"op\":\"hello\"}{\"op\":\"join\",\"id\":\"in\",\"room\":\"" + ROOM + "\"}");
        link.await("ack");
        return link;
    }

    private static void publish(RawWebSocket link, String text) {
        link.send("{\"op\":\"publish\",\"id\":1,\"room\":\"" + ROOM + "\",\"type\":\"chat\",\"data\":{\"text\":\""
                + text + "\"}}");
        link.await("ack");
    }
}
