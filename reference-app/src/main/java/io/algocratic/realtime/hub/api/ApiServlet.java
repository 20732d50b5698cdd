package io.algocratic.realtime.hub.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /api/…}: one resource a path, each computed when asked for. Thread-safe.
 *
 * <p>Errors are {@link Problem}s: 404 for a path that names nothing, 405 for a method other than GET, HEAD and OPTIONS.
 */
public final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final transient Map<String, Supplier<Answer>> resources;

    /**
     * A servlet for some resources.
     *
     * @param resources what is found under each path, such as {@code /health}
     */
    public ApiServlet(Map<String, Supplier<Answer>> resources) {
        this.resources = Map.copyOf(resources);
    }

    /**
     * What a resource answers.
     *
     * @param status of the response
     * @param body mapped to JSON by Jackson
     */
    public record Answer(int status, Object body) {
        /**
         * An answer with status 200.
         *
         * @param body mapped to JSON by Jackson
         * @return the answer
         */
        public static Answer ok(Object body) {
            return new Answer(200, body);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        Supplier<Answer> resource = find(request.getPathInfo());
        if (resource == null) {
            new Problem(
                            404,
                            "Not Found",
                            "There are: /api"
                                    + String.join(
                                            ", /api",
                                            resources.keySet().stream().sorted().toList()))
                    .send(response);
            return;
        }
        switch (request.getMethod()) {
            // The container leaves the body of an answer to HEAD out.
            case "GET", "HEAD" -> send(resource.get(), response);
            case "OPTIONS" -> {
                response.setHeader("Allow", METHODS);
                response.setStatus(204);
            }
            default -> {
                response.setHeader("Allow", METHODS);
                new Problem(405, "Method Not Allowed", "Use GET.").send(response);
            }
        }
    }

    private @Nullable Supplier<Answer> find(@Nullable String path) {
        return path == null ? null : resources.get(path);
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer.body());
        response.setStatus(answer.status());
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
