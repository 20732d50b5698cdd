package io.algocratic.realtime.benchmarks;

import io.algocratic.realtime.benchmarks.load.Measurement;
import io.algocratic.realtime.benchmarks.peer.Peer;
import io.algocratic.realtime.benchmarks.peer.Preparation;
import io.algocratic.realtime.benchmarks.process.Child;
import io.algocratic.realtime.benchmarks.process.Pinning;
import io.algocratic.realtime.benchmarks.process.Workplace;
import io.algocratic.realtime.benchmarks.report.FanoutReport;
import io.algocratic.realtime.benchmarks.report.FanoutReport.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The fan-out run: every server in turn, several rounds, one table. */
@Command(
        name = "fanout",
        description = "One room, many receivers, a closed loop: deliveries a second of the hub and of each peer.")
final class FanoutCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds; medians are shown. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--receivers", defaultValue = "1000", description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int receivers;

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "4,32",
            description = "Messages in flight, one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> inFlight;

    @Option(names = "--warmup", defaultValue = "8", description = "Unmeasured seconds. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(names = "--seconds", defaultValue = "4", description = "Measured seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--data-bytes", defaultValue = "128", description = "Size of data. Default: ${DEFAULT-VALUE}.")
    private int dataBytes;

    @Option(names = "--together", description = "Publish what becomes due at once in one write, not one write each.")
    private boolean together;

    @Option(
            names = "--peers",
            split = ",",
            defaultValue = "hub,vertx,ws,epoll",
            description = "Who takes part: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<Peer> peers;

    @Option(
            names = "--server-core",
            defaultValue = "0",
            description = "Core of the servers. Default: ${DEFAULT-VALUE}.")
    private int serverCore;

    @Option(names = "--client-core", defaultValue = "1", description = "Core of the client. Default: ${DEFAULT-VALUE}.")
    private int clientCore;

    @Option(names = "--hub-jvm", description = "One more flag for the hub's JVM; may be repeated.")
    private List<String> hubJvm = new ArrayList<>();

    @Option(
            names = "--profile",
            description = "Record the hub with Flight Recorder; see `bench hot`. Costs some speed.")
    private boolean profile;

    private Workplace place;
    private final Pinning pinning = Pinning.whereAvailable();

    @Override
    public Integer call() throws IOException {
        place = Workplace.ofThisBuild();
        FanoutReport report = new FanoutReport(receivers, dataBytes, rounds);
        if (!pinning.works()) {
            report.note("Not pinned: no taskset, or a single core. Server and client took each other's time.");
        }
        Map<Peer, List<String>> commands = prepare(report);
        List<Peer> order = new ArrayList<>(commands.keySet());
        for (int round = 1; round <= rounds; round++) {
            for (Peer peer : order) {
                measure(peer, commands.get(peer), round, report);
            }
            Collections.reverse(order);
        }
        out().println();
        report.lines().forEach(out()::println);
        if (profile && commands.containsKey(Peer.HUB)) {
            out().println();
            out().println("Profile of the hub, last round: bench hot " + recording());
        }
        out().flush();
        return 0;
    }

    private Map<Peer, List<String>> prepare(FanoutReport report) throws IOException {
        if (profile) {
            hubJvm.addAll(HotCommand.flags(recording()));
        }
        Map<Peer, List<String>> commands = new EnumMap<>(Peer.class);
        for (Peer peer : peers) {
            Preparation preparation = peer.prepare(place, hubJvm);
            if (preparation instanceof Preparation.Ready ready) {
                commands.put(peer, ready.command());
            } else if (preparation instanceof Preparation.Missing missing) {
                progress("left out: " + peer.title() + " (" + missing.what() + ")");
                report.note("Left out: " + peer.title() + ", because " + missing.what() + ".");
            }
        }
        return commands;
    }

    private void measure(Peer peer, List<String> command, int round, FanoutReport report) throws IOException {
        String name = "round " + round + " of " + rounds + ", " + peer.title();
        progress(name + ": starting");
        try (Child server = Child.start(peer + "-server", pinning.on(serverCore, command), place.directory())) {
            int port = Integer.parseInt(server.await("READY", START).split(" ")[1]);
            try (Child client =
                    Child.start(peer + "-client", pinning.on(clientCore, load(peer, port)), place.directory())) {
                client.await("OPEN", START.plusMillis(10L * receivers));
                for (int i = 0; i < inFlight.size(); i++) {
                    client.await("WINDOW", START.plusSeconds(warmup));
                    Duration before = server.cpu();
                    Measurement seen = Measurement.parse(client.await("MEASURED", START.plusSeconds(seconds)));
                    double load = server.cpu().minus(before).toNanos() / 1e9 / seen.seconds();
                    report.add(new Sample(peer, round, seen, load));
                    progress("%s: %,.0f deliveries/s with %d in flight".formatted(name, seen.rate(), seen.inFlight()));
                }
                client.await("VERIFIED", START);
            }
        }
    }

    private List<String> load(Peer peer, int port) {
        return place.clientJvm(
                "load",
                "--port=" + port,
                "--dialect=" + peer.dialect(),
                "--together=" + together,
                "--receivers=" + receivers,
                "--in-flight=" + inFlight.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--warmup=" + warmup,
                "--seconds=" + seconds,
                "--data-bytes=" + dataBytes);
    }

    private Path recording() {
        return place.directory().resolve("hub.jfr");
    }

    private void progress(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
