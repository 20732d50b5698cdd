/** Server-Sent Events for Realtime: the stream down, {@code POST} up, in any servlet 6 container. */
module io.algocratic.realtime.sse {
    requires transitive io.algocratic.realtime.core;
    requires transitive jakarta.servlet;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.algocratic.realtime.sse;
}
