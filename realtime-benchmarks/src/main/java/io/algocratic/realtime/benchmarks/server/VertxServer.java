package io.algocratic.realtime.benchmarks.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A broadcast server on Vert.x as its manual shows one: a WebSocket handler, a set, {@code writeTextMessage}. */
public final class VertxServer implements Server {
    private final Vertx vertx;
    private final HttpServer http;

    private VertxServer(Vertx vertx, HttpServer http) {
        this.vertx = vertx;
        this.http = http;
    }

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any
     * @return the running server
     */
    public static VertxServer start(int port) {
        Vertx vertx = Vertx.vertx();
        Set<ServerWebSocket> clients = ConcurrentHashMap.newKeySet();
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(port).setAcceptBacklog(4096);
        HttpServer http = vertx.createHttpServer(options).webSocketHandler(client -> {
            clients.add(client);
            client.closeHandler(closed -> clients.remove(client));
            client.textMessageHandler(text -> clients.forEach(each -> each.writeTextMessage(text)));
        });
        http.listen().toCompletionStage().toCompletableFuture().join();
        return new VertxServer(vertx, http);
    }

    @Override
    public int port() {
        return http.actualPort();
    }

    @Override
    public int sessions() {
        return 0;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
