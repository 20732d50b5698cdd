package io.algocratic.realtime.hub.server;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.ServletStackTraces;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.net.InetAddress;
import java.util.Map;
import org.xnio.Options;

/** One port with a servlet for each path. */
final class Site {
    private static final int REQUEST_HEAD_BYTES = 16 * 1024;
    private static final int REQUEST_HEAD_MILLIS = 10_000;
    // Longer than the hub is ever silent, so that only a socket whose peer does not read runs into it.
    private static final int WRITE_MILLIS = 75_000;

    private Site() {}

    /** A server, not yet started. */
    static Undertow undertow(InetAddress address, int port, Map<String, Servlet> servlets) {
        DeploymentInfo site = Servlets.deployment()
                .setClassLoader(Site.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("hub")
                .setServletStackTraces(ServletStackTraces.NONE);
        servlets.forEach((path, servlet) -> site.addServlet(info(path, servlet)));
        DeploymentManager deployment = Servlets.newContainer().addDeployment(site);
        deployment.deploy();
        try {
            return Undertow.builder()
                    .addHttpListener(port, address.getHostAddress(), new Front(deployment.start()))
                    .setServerOption(UndertowOptions.MAX_HEADER_SIZE, REQUEST_HEAD_BYTES)
                    .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_HEAD_MILLIS)
                    .setSocketOption(Options.WRITE_TIMEOUT, WRITE_MILLIS)
                    .build();
        } catch (ServletException e) {
            throw new IllegalStateException("the site cannot be deployed: " + e.getMessage(), e);
        }
    }

    private static ServletInfo info(String path, Servlet servlet) {
        return Servlets.servlet(path, servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                .addMapping(path)
                .setAsyncSupported(true)
                .setLoadOnStartup(1);
    }
}
