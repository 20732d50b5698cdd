package io.algocratic.realtime.benchmarks.load;

import java.util.Optional;

/** How a kind of server is spoken to. */
public enum Dialect {
    /** Wire protocol, version 1: {@code hello}, {@code join}, {@code publish}. */
    HUB {
        @Override
        String subprotocol() {
            return "Sec-WebSocket-Protocol: realtime.v1\r\n";
        }

        @Override
        Optional<String> opening(String room) {
            return Optional.of("{\"op\":\"hello\",\"id\":\"hello\"}\n{\"op\":\"join\",\"id\":\"join\",\"room\":\""
                    + room + "\",\"presence\":false}");
        }

        @Override
        String publication(String room, String data) {
            return "{\"op\":\"publish\",\"room\":\"" + room + "\",\"type\":\"tick\",\"data\":" + data + "}";
        }

        @Override
        Reply reply(String text) {
            if (text.contains("\"op\":\"error\"")) {
                return Reply.REFUSED;
            }
            if (text.contains("\"op\":\"ack\"") && text.contains("\"id\":\"join\"")) {
                return Reply.JOINED;
            }
            return text.contains("\"op\":\"ping\"") ? Reply.PING : Reply.NOTHING;
        }
    },

    /** A plain broadcast server: what is sent goes to everybody. */
    RAW {
        @Override
        String subprotocol() {
            return "";
        }

        @Override
        Optional<String> opening(String room) {
            return Optional.empty();
        }

        @Override
        String publication(String room, String data) {
            return data;
        }

        @Override
        Reply reply(String text) {
            return Reply.NOTHING;
        }
    };

    /** What a text that carries no message means. */
    enum Reply {
        JOINED,
        REFUSED,
        PING,
        NOTHING
    }

    /** The header line that offers a subprotocol, or nothing. */
    abstract String subprotocol();

    /** What a link says first; a link that says nothing is ready at once. */
    abstract Optional<String> opening(String room);

    /** What makes the server send the data to everybody. */
    abstract String publication(String room, String data);

    abstract Reply reply(String text);
}
