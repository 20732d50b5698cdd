package io.algocratic.realtime.hub.server;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.hub.api.ApiServlet;
import io.algocratic.realtime.hub.api.HubResources;
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

/** What is found under which path of the one port. */
final class Site {
    private static final int REQUEST_HEAD_BYTES = 16 * 1024;
    private static final int REQUEST_HEAD_MILLIS = 10_000;

    private Site() {}

    /** A server for a hub, not yet started. */
    static Undertow undertow(Hub hub, HubResources resources, InetAddress address, int port) {
        DeploymentInfo site = Servlets.deployment()
                .setClassLoader(Site.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("hub")
                .setServletStackTraces(ServletStackTraces.NONE)
                .addServlet(servlet("pages", new PagesServlet(new Assets()), "/"))
                .addServlet(servlet("api", new ApiServlet(resources.byPath()), "/api/*"));
        DeploymentManager deployment = Servlets.newContainer().addDeployment(site);
        deployment.deploy();
        try {
            return Undertow.builder()
                    .addHttpListener(port, address.getHostAddress(), new Front(deployment.start()))
                    .setServerOption(UndertowOptions.MAX_HEADER_SIZE, REQUEST_HEAD_BYTES)
                    .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_HEAD_MILLIS)
                    .build();
        } catch (ServletException e) {
            throw new IllegalStateException("the site cannot be deployed: " + e.getMessage(), e);
        }
    }

    private static <T extends Servlet> ServletInfo servlet(String name, T instance, String path) {
        return Servlets.servlet(name, instance.getClass(), new ImmediateInstanceFactory<Servlet>(instance))
                .addMapping(path)
                .setAsyncSupported(true)
                .setLoadOnStartup(1);
    }
}
