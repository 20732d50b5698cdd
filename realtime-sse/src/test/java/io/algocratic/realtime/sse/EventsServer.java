package io.algocratic.realtime.sse;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;

/** Undertow on a free port of the loopback interface, with the servlet at {@code /events}. */
final class EventsServer implements AutoCloseable {
    private final Undertow undertow;

    EventsServer(HttpServlet servlet) throws ServletException {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(EventsServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("events")
                .addServlet(Servlets.servlet("events", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .setAsyncSupported(true)
                        .addMapping("/events"));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(4)
                .setHandler(manager.start())
                .build();
        undertow.start();
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
