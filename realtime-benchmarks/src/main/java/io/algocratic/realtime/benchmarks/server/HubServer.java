package io.algocratic.realtime.benchmarks.server;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.jakarta.tyrus.TyrusHost;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import org.xnio.Options;

/** The hub as an application would run it, with its defaults: embedded Undertow and the native Tyrus host. */
public final class HubServer implements Server {
    private static final int WORKERS = 8;
    private static final int BACKLOG = 4096;

    private final Hub hub;
    private final TyrusHost host;
    private final Undertow undertow;

    private HubServer(Hub hub, TyrusHost host, Undertow undertow) {
        this.hub = hub;
        this.host = host;
        this.undertow = undertow;
    }

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any
     * @return the running server
     */
    public static HubServer start(int port) {
        Hub hub = Hub.builder().build();
        TyrusHost host = TyrusHost.serving(hub);
        HttpServlet servlet = host.servlet();
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(HubServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("bench")
                .addServlet(Servlets.servlet("realtime", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .addMapping("/realtime"));
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application);
        deployment.deploy();
        try {
            Undertow undertow = Undertow.builder()
                    .addHttpListener(port, "127.0.0.1", deployment.start())
                    .setIoThreads(Runtime.getRuntime().availableProcessors())
                    .setWorkerThreads(WORKERS)
                    .setSocketOption(Options.BACKLOG, BACKLOG)
                    .build();
            undertow.start();
            return new HubServer(hub, host, undertow);
        } catch (ServletException failure) {
            throw new IllegalStateException("the servlet container does not start", failure);
        }
    }

    @Override
    public int port() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return address.getPort();
    }

    @Override
    public int sessions() {
        return hub.stats().sessions();
    }

    @Override
    public void close() {
        hub.close();
        host.close();
        undertow.stop();
    }
}
