package io.algocratic.realtime.hub.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error of the REST interface as {@code application/problem+json} (RFC 9457). Immutable and thread-safe.
 *
 * @param status the status of the response
 * @param title what kind of error it is, the same for every occurrence
 * @param detail what to do about this one
 */
public record Problem(int status, String title, String detail) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The body.
     *
     * @return JSON in UTF-8
     */
    public byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        return JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
    }

    void send(HttpServletResponse response) throws IOException {
        byte[] body = json();
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
