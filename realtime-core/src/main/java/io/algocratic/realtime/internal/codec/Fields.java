package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.Names;
import io.algocratic.realtime.StreamPosition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one command as they came, checked when a command asks for them: a wrong type in a field that the
 * command does not have harms nobody. Confined to one thread.
 */
final class Fields {
    /** A value of a type that no field but {@code data} takes. */
    static final Object OTHER = new Object();

    private static final int MAX_ID = 64;

    private final Map<String, Object> values = new HashMap<>();

    void put(String name, Object value) {
        values.put(name, value);
    }

    void remove(String name) {
        values.remove(name);
    }

    /** The id, when there is a usable one. */
    Optional<CommandId> id() {
        Object id = values.get("id");
        if (id instanceof Long number) {
            return Optional.of(new CommandId(number.toString()));
        }
        if (id instanceof String text && text.length() <= MAX_ID) {
            byte[] json = new JsonBuffer(text.length() + 2).string(text).toBytes();
            return Optional.of(new CommandId(new String(json, java.nio.charset.StandardCharsets.UTF_8)));
        }
        return Optional.empty();
    }

    /** Refuses an id that cannot be answered with. */
    void checkId() {
        if (values.containsKey("id") && id().isEmpty()) {
            throw bad("id", "must be an integer or a string of up to " + MAX_ID + " characters");
        }
    }

    Optional<String> text(String field) {
        Object value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw bad(field, "must be a string");
    }

    /** A name; one of the hub's own is forbidden. */
    Optional<String> name(String field) {
        Optional<String> name = text(field);
        name.ifPresent(value -> {
            Names.problem(value).ifPresent(problem -> {
                throw bad(field, problem);
            });
            if (Names.reserved(value)) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "names beginning with $ are the hub's own: " + field);
            }
        });
        return name;
    }

    String requiredName(String field) {
        return name(field).orElseThrow(() -> bad(field, "is missing"));
    }

    boolean flag(String field, boolean otherwise) {
        Object value = values.get(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw bad(field, "must be true or false");
    }

    Optional<Long> count(String field) {
        Object value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long number && number >= 0) {
            return Optional.of(number);
        }
        throw bad(field, "must be an integer of at least 0");
    }

    /** A count, clamped to a limit that the hub sets. */
    int clamped(String field, int otherwise, int most) {
        return count(field).map(n -> (int) Math.min(n, most)).orElse(otherwise);
    }

    Optional<StreamPosition> position(String field) {
        Object value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Fields inner) {
            Optional<String> epoch = inner.text("epoch").filter(text -> !text.isEmpty());
            Optional<Long> offset = inner.count("offset");
            if (epoch.isPresent() && offset.isPresent()) {
                return Optional.of(new StreamPosition(epoch.get(), offset.get()));
            }
        }
        throw bad(field, "must be an object with epoch and offset");
    }

    static Refusal bad(String field, String problem) {
        return Refusal.of(ErrorCode.BAD_REQUEST, field + " " + problem);
    }
}
