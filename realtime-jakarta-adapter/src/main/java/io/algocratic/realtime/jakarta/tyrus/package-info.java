/**
 * The native Tyrus host: WebSocket on the port of any servlet 6 container that supports {@code HttpUpgradeHandler}.
 *
 * <p>The Tyrus engine does the handshake, decodes and assembles messages, and answers pings and close frames. In front of
 * it a guard judges each frame by its header; behind it, frames of the hub go out ready-made, as one non-blocking write a
 * batch.
 *
 * <p>Embedded Undertow:
 *
 * <pre>{@code
 * TyrusHost host = TyrusHost.serving(hub);
 * HttpServlet servlet = host.servlet();
 * DeploymentInfo app = Servlets.deployment()
 *     .setClassLoader(Main.class.getClassLoader()).setContextPath("/").setDeploymentName("app")
 *     .addServlet(Servlets.servlet("realtime", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
 *         .addMapping("/realtime"));
 * DeploymentManager manager = Servlets.defaultContainer().addDeployment(app);
 * manager.deploy();
 * Undertow server = Undertow.builder().addHttpListener(8080, "127.0.0.1", manager.start())
 *     .setIoThreads(Runtime.getRuntime().availableProcessors()).setWorkerThreads(8)
 *     .setSocketOption(Options.BACKLOG, 1_000)
 *     .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
 *     .setServerOption(UndertowOptions.HTTP_HEADERS_CACHE_SIZE, 0)
 *     .build();
 * server.start();
 * }</pre>
 *
 * <p>Worker threads serve opening requests alone; links are read on I/O threads. Buffers are pooled and held only while a read is
 * handled, so their size does not count for idle links; the header cache does, with half a kilobyte each. Leave {@code
 * IDLE_TIMEOUT} off, or well above the hub's heartbeat.
 *
 * <p>Embedded Tomcat:
 *
 * <pre>{@code
 * Context context = tomcat.addContext("", null);
 * Tomcat.addServlet(context, "realtime", host.servlet());
 * context.addServletMappingDecoded("/realtime", "realtime");
 * connector.setProperty("maxConnections", "20000");
 * connector.setProperty("acceptCount", "1000");
 * connector.setProperty("socket.appReadBufSize", "1024");
 * connector.setProperty("socket.appWriteBufSize", "1024");
 * }</pre>
 *
 * <p>Undertow 2.3 is what this module is tested on. Tomcat 11 runs it too, with two differences of its own: it does not end the
 * stream behind a close frame, and it lets go of the socket of a peer that does not answer the close frame only when that peer
 * sends something or ends. Jetty 12.1 (ee10) has no {@code HttpUpgradeHandler}, so this host does not run there.
 *
 * <p>Close the hub first, then the host, then the container: so each client learns why.
 */
@NullMarked
package io.algocratic.realtime.jakarta.tyrus;

import org.jspecify.annotations.NullMarked;
