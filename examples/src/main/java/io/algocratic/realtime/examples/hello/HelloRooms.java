package io.algocratic.realtime.examples.hello;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.event.MessageBroadcast;
import io.algocratic.realtime.jakarta.tyrus.TyrusHost;
import io.algocratic.realtime.spi.Authenticator;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;

/** A hub on WebSocket, and a robot that greets whoever speaks of it. Run it, then speak {@code realtime.v1} to /realtime. */
public final class HelloRooms implements AutoCloseable {
    private final Hub hub = Hub.builder()
            .authenticator(
                    Authenticator.by(handshake -> handshake.parameter("user").map(Identity::of)))
            .build();
    private final TyrusHost host = TyrusHost.serving(hub);
    private final Undertow server;

    HelloRooms(int port) throws ServletException {
        hub.listen(new HubListener() {
            @Override
            public void onMessage(MessageBroadcast event) {
                if (event.message().json().contains("robot")) {
                    hub.room(event.room()).broadcast("chat", Map.of("text", "Beep."));
                }
            }
        });
        HttpServlet servlet = host.servlet();
        DeploymentManager app = Servlets.defaultContainer()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(HelloRooms.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("hello-rooms")
                        .addServlet(Servlets.servlet(
                                        "realtime", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                                .addMapping("/realtime")));
        app.deploy();
        server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1", app.start())
                .build();
        server.start();
    }

    Hub hub() {
        return hub;
    }

    int port() {
        return ((java.net.InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        hub.close();
        host.close();
        server.stop();
    }

    /**
     * Serves until it is interrupted.
     *
     * @param args none
     * @throws ServletException when the servlet cannot be deployed
     */
    public static void main(String[] args) throws ServletException {
        HelloRooms hello = new HelloRooms(8081);
        java.lang.Runtime.getRuntime().addShutdownHook(new Thread(hello::close));
        System.out.println("Hello, rooms: ws://localhost:8081/realtime?user=Ada");
    }
}
