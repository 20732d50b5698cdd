/** The engine of Realtime: rooms, presence, broadcasting and streams, bound to no framework. */
module io.algocratic.realtime.core {
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports io.algocratic.realtime;
    exports io.algocratic.realtime.event;
    exports io.algocratic.realtime.spi;
}
