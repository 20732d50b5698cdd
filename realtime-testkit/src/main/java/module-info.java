/** For people who test applications of Realtime or write adapters for it. */
module io.algocratic.realtime.testkit {
    requires transitive io.algocratic.realtime.core;
    requires transitive org.junit.jupiter.api;
    requires transitive tools.jackson.databind;
    requires org.assertj.core;
    requires static transitive org.jspecify;

    exports io.algocratic.realtime.testkit;
}
