package io.algocratic.realtime.jakarta.tyrus;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;

/** Undertow on a free port, with a host's servlet at {@code /realtime}. */
final class UndertowFixture implements AutoCloseable {
    private final TyrusHost host;
    private final Undertow server;

    private UndertowFixture(TyrusHost host, Undertow server) {
        this.host = host;
        this.server = server;
    }

    static UndertowFixture serving(TyrusHost host) throws ServletException {
        HttpServlet servlet = host.servlet();
        DeploymentInfo app = Servlets.deployment()
                .setClassLoader(UndertowFixture.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("realtime")
                .addServlet(Servlets.servlet("realtime", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .addMapping("/realtime"));
        DeploymentManager manager = Servlets.newContainer().addDeployment(app);
        manager.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", manager.start())
                .setIoThreads(1)
                .setWorkerThreads(2)
                .build();
        server.start();
        return new UndertowFixture(host, server);
    }

    int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        host.close();
        server.stop();
    }
}
