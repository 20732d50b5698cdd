package io.algocratic.realtime.sse;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The wire format of the stream: one block an object, its only field {@code data}. Stateless and thread-safe.
 *
 * <p>Follows WHATWG HTML §9.2.6, where CR, LF and CRLF end a line. The hub's JSON holds none of them, and no NUL; should
 * one slip through, it becomes a space here, which in JSON may only have been white space: it can never begin a field.
 */
enum EventBlocks implements WireFormat {
    FORMAT;

    private static final byte[] DATA = ascii("data: ");
    private static final byte[] ID = ascii("id: ");

    @Override
    public byte[] encode(byte[] json) {
        byte[] block = new byte[DATA.length + json.length + 2];
        System.arraycopy(DATA, 0, block, 0, DATA.length);
        System.arraycopy(json, 0, block, DATA.length, json.length);
        for (int i = DATA.length; i < block.length - 2; i++) {
            byte b = block[i];
            if (b == '\n' || b == '\r' || b == 0) {
                block[i] = ' ';
            }
        }
        block[block.length - 2] = '\n';
        block[block.length - 1] = '\n';
        return block;
    }

    /** The blocks, and after them one that moves the browser's last event id and dispatches nothing. */
    static byte[] withId(byte[] blocks, String id) {
        byte[] value = ascii(id);
        for (byte b : value) {
            if (b <= ' ' || b > '~') {
                throw new IllegalArgumentException("an event id is printable ASCII");
            }
        }
        byte[] all = Arrays.copyOf(blocks, blocks.length + ID.length + value.length + 2);
        System.arraycopy(ID, 0, all, blocks.length, ID.length);
        System.arraycopy(value, 0, all, blocks.length + ID.length, value.length);
        all[all.length - 2] = '\n';
        all[all.length - 1] = '\n';
        return all;
    }

    /** The last block of a stream. */
    static byte[] closing(CloseReason reason) {
        StringBuilder json = new StringBuilder("{\"op\":\"close\",\"code\":")
                .append(reason.code())
                .append(",\"reason\":");
        quote(reason.text(), json);
        return FORMAT.encode(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON string (RFC 8259 §7); a lone surrogate has no UTF-8 and stays escaped. */
    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                json.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
