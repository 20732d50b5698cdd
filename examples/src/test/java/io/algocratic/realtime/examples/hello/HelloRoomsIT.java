package io.algocratic.realtime.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HelloRoomsIT {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @Test
    void robot_isSpokenOf_answers() throws Exception {
        try (HelloRooms hello = new HelloRooms(0)) {
            WebSocket ada = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("realtime.v1")
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + hello.port() + "/realtime?user=Ada"),
                            new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                                    received.add(text.toString());
                                    return WebSocket.Listener.super.onText(socket, text, last);
                                }
                            })
                    .get(10, TimeUnit.SECONDS);
            ada.sendText("{\"op\":\"hello\"}\n{\"op\":\"join\",\"room\":\"lobby\"}", true)
                    .get(10, TimeUnit.SECONDS);
            ada.sendText("{\"op\":\"publish\",\"room\":\"lobby\",\"type\":\"chat\",\"data\":\"a robot?\"}", true)
                    .get(10, TimeUnit.SECONDS);
            assertThat(next()).contains("\"op\":\"welcome\"", "\"identity\":\"Ada\"");
            assertThat(next()).contains("a robot?", "\"from\":\"Ada\"");
            assertThat(next()).contains("Beep.").doesNotContain("\"from\"");
        }
    }

    private String next() throws InterruptedException {
        String text = received.poll(10, TimeUnit.SECONDS);
        assertThat(text).as("something arrives in ten seconds").isNotNull();
        return text;
    }
}
