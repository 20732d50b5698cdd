package io.algocratic.realtime.sse;

import io.algocratic.realtime.testkit.TestPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the real hub: reads the stream off a socket and posts commands. */
final class SsePeer implements TestPeer {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final RawStream stream;
    private String secret = "";
    private String lastEventId = "";

    SsePeer(int port, String query, String... headerLines) {
        this(port, 0, query, headerLines);
    }

    SsePeer(int port, int receiveBuffer, String query, String... headerLines) {
        this.uri = URI.create("http://127.0.0.1:" + port + "/events");
        try {
            this.stream = new RawStream(port, receiveBuffer, "GET", query, headerLines).head();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a browser would send when it comes back. */
    String lastEventId() {
        return lastEventId;
    }

    @Override
    public void send(String commands) {
        int status = post(commands);
        if (status != 202) {
            throw new AssertionError("answered " + status);
        }
    }

    int post(String commands) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-ndjson")
                .header(Uplinks.SECRET_HEADER, secret)
                .POST(HttpRequest.BodyPublishers.ofString(commands, StandardCharsets.UTF_8))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public JsonNode next() {
        try {
            while (true) {
                String block = stream.block();
                if (block.startsWith("id: ")) {
                    lastEventId = block.substring(4);
                    continue;
                }
                JsonNode object = parse(block);
                String op = object.path("op").asString();
                if (op.equals("welcome")) {
                    secret = object.path("secret").asString();
                }
                if (!op.equals("ping")) {
                    return object;
                }
            }
        } catch (IOException e) {
            throw new AssertionError("no more objects", e);
        }
    }

    /** Reads on to the id block that ends the batch. */
    String nextId() throws IOException {
        String block = stream.block();
        if (!block.startsWith("id: ")) {
            throw new AssertionError("not an id: " + block);
        }
        lastEventId = block.substring(4);
        return lastEventId;
    }

    private static JsonNode parse(String block) {
        if (!block.startsWith("data: ") || block.indexOf('\n') >= 0) {
            throw new AssertionError("not one data line: " + block);
        }
        return JSON.readTree(block.substring(6).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Closed awaitClose() {
        JsonNode object = next();
        while (!object.path("op").asString().equals("close")) {
            object = next();
        }
        try {
            if (!stream.ended()) {
                throw new AssertionError("something follows the close");
            }
        } catch (IOException e) {
            throw new AssertionError("the response was not ended", e);
        }
        return new Closed(object.path("code").asInt(), object.path("reason").asString());
    }

    @Override
    public void stopReading() {
        // Nothing is read but by next().
    }

    @Override
    public void startReading() {}

    /** Without a word; a servlet container sees it at the next write, so something is to be written. */
    @Override
    public void cut() {
        try {
            stream.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int status = 202;
        while (status == 202) {
            status = post("{\"op\":\"pong\",\"id\":0}");
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
