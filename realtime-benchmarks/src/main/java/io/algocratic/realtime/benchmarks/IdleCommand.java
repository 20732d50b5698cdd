package io.algocratic.realtime.benchmarks;

import io.algocratic.realtime.benchmarks.idle.ClassHistogram;
import io.algocratic.realtime.benchmarks.idle.IdleFigures;
import io.algocratic.realtime.benchmarks.process.Child;
import io.algocratic.realtime.benchmarks.process.Pinning;
import io.algocratic.realtime.benchmarks.process.Workplace;
import io.algocratic.realtime.benchmarks.report.IdleReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The idle run: what a joined connection that does nothing keeps alive. */
@Command(name = "idle", description = "Many joined connections that do nothing: live heap of each.")
final class IdleCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int WARMUP_LINKS = 200;

    @Spec
    private CommandSpec spec;

    @Option(names = "--receivers", defaultValue = "10000", description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int receivers;

    @Option(names = "--rooms", defaultValue = "100", description = "They are spread over. Default: ${DEFAULT-VALUE}.")
    private int rooms;

    @Option(names = "--seconds", defaultValue = "3", description = "Idle before the look. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--classes", defaultValue = "20", description = "Classes listed. Default: ${DEFAULT-VALUE}.")
    private int classes;

    private Workplace place;
    private final Pinning pinning = Pinning.whereAvailable();

    @Override
    public Integer call() throws IOException {
        place = Workplace.ofThisBuild();
        IdleFigures whole = wholeServer();
        IdleFigures bare = bareHub();
        out().println();
        new IdleReport(whole, bare, rooms, classes).lines().forEach(out()::println);
        out().flush();
        return 0;
    }

    private IdleFigures wholeServer() throws IOException {
        progress("hub server: starting");
        List<String> command = pinning.on(0, place.serverJvm(List.of(), "serve", "hub"));
        try (Child server = Child.start("idle-server", command, place.directory())) {
            int port = Integer.parseInt(server.await("READY", START).split(" ")[1]);
            // Loads classes and fills pools, so that the first look counts what exists once.
            client(port, WARMUP_LINKS).close();
            awaitSessions(server, 0);
            Look before = Look.at(server);
            progress("hub server: opening %,d connections".formatted(receivers));
            Child client = client(port, receivers);
            try {
                client.pause(Duration.ofSeconds(seconds));
                awaitSessions(server, receivers);
                return Look.at(server).since(before, receivers);
            } finally {
                client.close();
            }
        }
    }

    private IdleFigures bareHub() throws IOException {
        progress("hub without container: opening %,d connections in memory".formatted(receivers));
        List<String> command = place.serverJvm(List.of(), "serve", "bare", "--links=" + receivers, "--rooms=" + rooms);
        try (Child server = Child.start("idle-bare", pinning.on(0, command), place.directory())) {
            server.await("READY", START);
            Look before = Look.at(server);
            awaitSessions(server, receivers);
            return Look.at(server).since(before, receivers);
        }
    }

    private Child client(int port, int links) throws IOException {
        List<String> command =
                place.clientJvm("load", "--idle", "--port=" + port, "--receivers=" + links, "--rooms=" + rooms);
        Child client = Child.start("idle-client", pinning.on(1, command), place.directory());
        try {
            client.await("OPEN", START.plusMillis(10L * links));
            return client;
        } catch (IOException failure) {
            client.close();
            throw failure;
        }
    }

    private static void awaitSessions(Child server, int wanted) throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            server.say("sessions");
            if (server.await("SESSIONS", START).equals("SESSIONS " + wanted)) {
                return;
            }
            server.pause(Duration.ofMillis(100));
        }
        throw new IOException("the server never had " + wanted + " sessions");
    }

    private void progress(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** What a server said of its memory at one moment. */
    private record Look(ClassHistogram objects, long buffers) {
        static Look at(Child server) throws IOException {
            server.say("classes");
            List<String> rows = new ArrayList<>();
            for (String line = server.line(START); !line.equals("END"); line = server.line(START)) {
                rows.add(line);
            }
            server.say("buffers");
            String buffers = server.await("BUFFERS", START).split(" ")[1];
            return new Look(ClassHistogram.parse(rows), Long.parseLong(buffers));
        }

        IdleFigures since(Look before, int connections) {
            return new IdleFigures(connections, before.objects, objects, before.buffers, buffers);
        }
    }
}
