package io.algocratic.realtime.hub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HubServerIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static HubServer server;

    @BeforeAll
    static void start() {
        server = TestServer.quiet();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void health_ofARunningHub_isUp() throws Exception {
        HttpResponse<String> response = request("GET", "/api/health");
        JsonNode health = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(health.get("status").asString()).isEqualTo("up");
        assertThat(health.get("sessions").isInt()).isTrue();
        assertThat(health.get("rooms").isInt()).isTrue();
        assertThat(health.get("uptimeMs").asLong()).isNotNegative();
        assertThat(health.get("version").asString()).isEqualTo("test");
    }

    @Test
    void rooms_withSomebodyInOne_areCounted() throws Exception {
        try (RawWebSocket ada = RawWebSocket.open(server.address(), "/realtime?user=Ada")) {
            ada.send("{\"op\":\"hello\"}{\"op\":\"join\",\"id\":1,\"room\":\"rooms_withSomebody\"}");
            ada.await("ack");
            JsonNode rooms = JSON.readTree(request("GET", "/api/rooms").body()).get("rooms");
            assertThat(rooms).anySatisfy(room -> {
                assertThat(room.get("name").asString()).isEqualTo("rooms_withSomebody");
                assertThat(room.get("sessions").asInt()).isEqualTo(1);
            });
            JsonNode stats = JSON.readTree(request("GET", "/api/stats").body());
            assertThat(stats.get("sessions").asInt()).isPositive();
            assertThat(stats.get("writes").asLong()).isPositive();
        }
    }

    @Test
    void directory_namesTheDepartmentsAndTheirRooms() throws Exception {
        JsonNode directory = JSON.readTree(request("GET", "/api/directory").body());
        assertThat(directory.get("company").asString()).isEqualTo("AlgoCratic");
        assertThat(directory
                        .get("departments")
                        .valueStream()
                        .map(d -> d.get("name").asString()))
                .containsExactlyInAnyOrder(
                        "Engineering", "Sales", "Finance", "People Operations", "Legal", "Executive");
        assertThat(directory.get("departments"))
                .allSatisfy(department -> assertThat(department.get("rooms"))
                        .isNotEmpty()
                        .allSatisfy(
                                room -> assertThat(room.propertyNames()).containsExactly("name", "title", "purpose")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/nothing", "/api/health/x", "/api/Health"})
    void api_unknownPath_isAProblem(String path) throws Exception {
        HttpResponse<String> response = request("GET", path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(404);
        assertThat(problem.get("detail").asString()).contains("/api/health");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/health, 405, 'GET, HEAD, OPTIONS'",
        "DELETE, /api/directory, 405, 'GET, HEAD, OPTIONS'",
        "OPTIONS, /api/rooms, 204, 'GET, HEAD, OPTIONS'",
        "POST, /, 405, 'GET, HEAD'",
        "TRACE, /, 405, 'GET, HEAD'"
    })
    void method_thatIsNotOffered_isToldWhatIs(String method, String path, int status, String allow) throws Exception {
        HttpResponse<String> response = request(method, path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Allow")).contains(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/health", "/", "/realtime.js"})
    void head_hasTheHeadOfGetAndNoBody(String path) throws Exception {
        HttpResponse<String> head = request("HEAD", path);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(request("GET", path).headers().firstValue("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({"/, text/html;charset=utf-8", "/realtime.js, text/javascript;charset=utf-8"})
    void page_isServedWithItsTypeAndAGuard(String path, String type) throws Exception {
        HttpResponse<String> response = request("GET", path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualToIgnoringCase(type);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void page_thatTheBrowserHas_isNotSentAgain() throws Exception {
        String tag = request("GET", "/").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = HTTP.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/"))
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../logback.xml",
                "/..%2flogback.xml",
                "/%2e%2e/logback.xml",
                "/x/../../office/script.json",
                "/..\\\\logback.xml",
                "//etc/passwd",
                "/realtime.js/../../../META-INF/MANIFEST.MF",
                "/.hidden.txt",
                "/index.html%00.js",
                "/%5c..%5clogback.xml",
                "/nothing.html"
            })
    void path_thatLeadsElsewhere_findsNothing(String path) throws Exception {
        String response = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(response).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("<configuration>", "employees");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/health", "/realtime?user=Ada", "/events?user=Ada"})
    void host_thatIsNotThisComputer_isMisdirected(String path) throws Exception {
        String response = raw("GET " + path + " HTTP/1.1\r\nHost: rebound.example.com\r\nConnection: close\r\n\r\n");
        assertThat(response)
                .startsWith("HTTP/1.1 421 ")
                .contains("application/problem+json", "answers to localhost, 127.0.0.1 and [::1] only");
    }

    @Test
    void port_inUse_isNamedWithAWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> HubServer.start(new ServerOptions("127.0.0.1", port, false, "test")))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(1))
                    .hasMessageContainingAll("port " + port + " is in use", "hub serve --port");
        }
    }

    @Test
    void address_ofVersion6_isServedToo() throws Exception {
        try (HubServer six = HubServer.start(new ServerOptions("::1", 0, false, "test"))) {
            assertThat(six.address()).startsWith("http://[::1]:");
            assertThat(HTTP.send(
                                    HttpRequest.newBuilder(URI.create(six.address() + "/api/health"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> request(String method, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(server.address()).getPort())) {
            socket.setSoTimeout(HubLink.PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
