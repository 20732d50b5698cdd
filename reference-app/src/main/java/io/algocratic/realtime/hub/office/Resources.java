package io.algocratic.realtime.hub.office;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON files this application is packaged with; a mistake in one of them fails the start. */
final class Resources {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private Resources() {}

    static <T> T read(String name, Class<T> type) {
        try (InputStream in = Resources.class.getResourceAsStream("/office/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the application was packaged without office/" + name);
            }
            return MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
