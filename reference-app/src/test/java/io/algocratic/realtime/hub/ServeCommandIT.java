package io.algocratic.realtime.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line as people meet it: in this process where it ends by itself, as a real one where a signal ends it. */
class ServeCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_ofServe_namesTheOptionsAndTheirDefaults() {
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString())
                .contains("hub serve", "--port", "8080", "--host", "127.0.0.1", "--quiet-office", "?user=NAME");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void help_ofTheWhole_namesTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "Without a command it serves");
    }

    @Test
    void version_isToldInOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("hub \\S+\\R");
    }

    @ParameterizedTest
    @CsvSource({
        "serve --port seven, Invalid value",
        "serve --port 70000, --port is 0 to 65535",
        "serve --prot 1, Unknown option",
        "--port 1, hub serve --port 9000",
        "sreve, Unmatched argument"
    })
    void option_thatIsWrong_isExplainedWithoutAStackTrace(String line, String says) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(says, "--help").doesNotContain("\tat ", "Exception");
    }

    @Test
    void host_beyondLoopback_isRefusedWithAWayOut() {
        assertThat(run("serve", "--host", "0.0.0.0", "--port", "0")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hub serve: --host 0.0.0.0 can be reached from other computers")
                .contains("use --host 127.0.0.1")
                .doesNotContain("\tat ");
    }

    @Test
    void host_thatIsUnknown_isRefusedWithAWayOut() {
        assertThat(run("serve", "--host", "no-such-host.invalid", "--port", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("use --host 127.0.0.1").doesNotContain("\tat ");
    }

    @Test
    void port_inUse_isRefusedWithAWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(run("serve", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("port " + taken.getLocalPort() + " is in use", "hub serve --port")
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signal_endsTheProcessCleanly(String signal, int exitCode) throws Exception {
        Process process = start("serve", "--port", "0");
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            URI address = readBanner(reader);
            int status = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address.resolve("/api/health")).build(), BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(200);
            signal(process, signal);
            List<String> rest = reader.lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(rest).last().asString().matches("Stopped\\. 0 visitors were asked to come back later\\.");
            assertThat(process.exitValue()).isEqualTo(exitCode);
        } finally {
            process.destroyForcibly();
        }
    }

    private int run(String... args) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private static Process start(String... args) throws IOException {
        // A test run in the background has SIGINT ignored, and would pass that on.
        List<String> line = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(args));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static URI readBanner(BufferedReader reader) throws IOException {
        List<String> banner = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            banner.add(line);
            if (line.contains("Ctrl-C stops")) {
                Matcher address = Pattern.compile("http://localhost:\\d+/").matcher(String.join("\n", banner));
                assertThat(String.join("\n", banner)).contains("/?user=Ada", "&transport=sse");
                assertThat(address.find()).isTrue();
                return URI.create(address.group());
            }
        }
        throw new AssertionError("the process ended after " + banner);
    }

    // The JDK has no way to send SIGINT.
    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
