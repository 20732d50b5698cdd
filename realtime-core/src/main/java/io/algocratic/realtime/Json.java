package io.algocratic.realtime;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Maps application objects to JSON and back. Thread-safe. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "data of " + value.getClass().getName() + " cannot be written as JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** Checks one JSON text and drops the line breaks outside its strings. */
    static byte[] check(String json) {
        try {
            if (MAPPER.readTree(json).isMissingNode()) {
                throw new IllegalArgumentException("not one well-formed JSON value: it is empty");
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not one well-formed JSON value: " + e.getOriginalMessage(), e);
        }
        return json.replaceAll("[\r\n]", "").getBytes(StandardCharsets.UTF_8);
    }

    static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "data does not fit " + type.getName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
