/** WebSocket for Realtime: the native Tyrus host, for any servlet 6 container with upgrade support. */
module io.algocratic.realtime.jakarta {
    requires transitive io.algocratic.realtime.core;
    requires org.slf4j;
    requires static transitive jakarta.servlet;
    requires static jakarta.websocket;
    requires static org.glassfish.tyrus.core;
    requires static org.glassfish.tyrus.server;
    requires static org.glassfish.tyrus.spi;
    requires static transitive org.jspecify;

    exports io.algocratic.realtime.jakarta.tyrus;

    // The servlet container makes the upgrade handler, Tyrus makes the endpoint: both by reflection.
    opens io.algocratic.realtime.jakarta.internal.tyrus;
}
