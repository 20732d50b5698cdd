package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the commands of one text frame, value by value; white space inside an object is no separator.
 *
 * <p>{@code data} is validated and taken as the slice it arrived as; no object is built of it. Confined to one thread.
 * Follows RFC 8259 and the wire protocol, "Framing" and rules 11 to 13.
 */
public final class CommandReader implements CommandSource {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final Set<String> KNOWN = Set.of(
            "op",
            "id",
            "room",
            "type",
            "to",
            "token",
            "device",
            "class",
            "since",
            "history",
            "presence",
            "echo",
            "before",
            "after",
            "limit",
            "epoch",
            "offset");

    private final String text;
    private final CommandLimits limits;
    private final JsonParser parser;
    private boolean ended;
    private int dataStart;
    private int dataEnd;
    private boolean tooDeep;

    /**
     * A reader for one frame.
     *
     * @param text the frame
     * @param limits what is enforced
     */
    public CommandReader(String text, CommandLimits limits) {
        this.text = text;
        this.limits = limits;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    @Override
    public int size() {
        return text.length();
    }

    /**
     * The next command.
     *
     * @return the command, or nothing at the end of the frame
     * @throws Refusal when the next value is no good command; reading may go on
     */
    @Override
    public Optional<Command> next() {
        if (ended) {
            return Optional.empty();
        }
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                ended = true;
                return Optional.empty();
            }
            if (token != JsonToken.START_OBJECT) {
                throw Refusal.malformed("a command is a JSON object");
            }
            return Optional.of(command());
        } catch (JacksonException e) {
            ended = true;
            throw Refusal.malformed("not well-formed JSON");
        } catch (Refusal e) {
            ended = e.endsFrame();
            throw e;
        }
    }

    private Command command() {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        dataStart = -1;
        tooDeep = false;
        Fields fields = new Fields();
        readInto(fields, true);
        int end = (int) parser.currentLocation().getCharOffset();
        Optional<CommandId> id = fields.id();
        try {
            if (bytes(start, end) > limits.commandBytes()) {
                throw Refusal.of(ErrorCode.TOO_LARGE, "a command has at most " + limits.commandBytes() + " bytes");
            }
            fields.checkId();
            return CommandFactory.create(fields, data(), limits);
        } catch (Refusal e) {
            throw e.answering(id, Optional.empty());
        }
    }

    /** Reads the object whose brace was just read, up to its closing brace. */
    private void readInto(Fields fields, boolean top) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            if (token == null) {
                throw Refusal.malformed("the command is not complete");
            }
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (top && name.equals("data")) {
                slice();
            } else if (KNOWN.contains(name)) {
                known(fields, name, value, top);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void known(Fields fields, String name, JsonToken value, boolean top) {
        switch (value) {
            case VALUE_STRING -> fields.put(name, parser.getString());
            case VALUE_TRUE -> fields.put(name, Boolean.TRUE);
            case VALUE_FALSE -> fields.put(name, Boolean.FALSE);
            case VALUE_NULL -> fields.remove(name);
            case VALUE_NUMBER_INT -> fields.put(name, integer());
            case START_OBJECT -> {
                if (top && name.equals("since")) {
                    Fields inner = new Fields();
                    readInto(inner, false);
                    fields.put(name, inner);
                } else {
                    parser.skipChildren();
                    fields.put(name, Fields.OTHER);
                }
            }
            default -> {
                parser.skipChildren();
                fields.put(name, Fields.OTHER);
            }
        }
    }

    private Object integer() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> Fields.OTHER;
        };
    }

    /** Walks over the value that was just begun, so that it is validated, and notes where it stands. */
    private void slice() {
        dataStart = (int) parser.currentTokenLocation().getCharOffset();
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            int depth = 1;
            while (depth > 0) {
                token = parser.nextToken();
                if (token == null) {
                    throw Refusal.malformed("the command is not complete");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                tooDeep |= depth > limits.dataDepth();
            }
        } else {
            parser.finishToken();
        }
        dataEnd = (int) parser.currentLocation().getCharOffset();
    }

    private Optional<byte[]> data() {
        if (dataStart < 0) {
            return Optional.empty();
        }
        if (tooDeep) {
            throw Fields.bad("data", "is nested deeper than " + limits.dataDepth());
        }
        String slice = text.substring(dataStart, dataEnd);
        if (slice.indexOf('\n') >= 0 || slice.indexOf('\r') >= 0) {
            // They stand outside strings only, where they mean nothing; on the wire they would separate objects.
            slice = slice.replace("\n", "").replace("\r", "");
        }
        return Optional.of(slice.getBytes(StandardCharsets.UTF_8));
    }

    private int bytes(int start, int end) {
        if ((end - start) * 3L <= limits.commandBytes()) {
            return end - start;
        }
        int bytes = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
