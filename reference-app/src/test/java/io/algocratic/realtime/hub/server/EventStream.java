package io.algocratic.realtime.hub.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-Sent Events down and POST up. {@code next} begins with {@code welcome}. Confined to one thread. */
final class EventStream implements HubLink {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String END = "";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<HttpResponse<Void>> stream;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private String secret = "";
    private int lastStatus;

    private EventStream(URI uri) {
        this.uri = uri;
        this.stream = http.sendAsync(
                HttpRequest.newBuilder(uri)
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.fromLineSubscriber(new Lines()));
    }

    static EventStream open(String address, String pathAndQuery) {
        return new EventStream(URI.create(address + pathAndQuery));
    }

    @Override
    public void send(String frame) {
        lastStatus = post("application/x-ndjson", secret, frame);
    }

    /** Posts commands and tells the status. */
    int post(String mediaType, String withSecret, String body) {
        try {
            return http.send(
                            HttpRequest.newBuilder(uri.resolve("/events"))
                                    .header("Content-Type", mediaType)
                                    .header("X-Realtime-Secret", withSecret)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The status of the latest {@link #send}. */
    int lastStatus() {
        return lastStatus;
    }

    /** The secret that {@code welcome} told. */
    String secret() {
        return secret;
    }

    @Override
    public JsonNode next() {
        try {
            for (String line = poll(); line != END; line = poll()) {
                if (line.startsWith("data: ")) {
                    JsonNode object = JSON.readTree(line.substring(6));
                    if (object.has("secret")) {
                        secret = object.get("secret").asString();
                    }
                    return object;
                }
            }
            throw new AssertionError("the stream ended while an object was due");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String poll() throws InterruptedException {
        String line = lines.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new AssertionError("nothing was heard for " + PATIENCE_MILLIS + " ms");
        }
        return line;
    }

    @Override
    public int closeCode() {
        return await("close").path("code").asInt();
    }

    @Override
    public void close() {
        subscription.thenAccept(Flow.Subscription::cancel);
        stream.cancel(true);
    }

    private final class Lines implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }

        @Override
        public void onError(Throwable failure) {
            lines.add(END);
        }

        @Override
        public void onComplete() {
            lines.add(END);
        }
    }
}
