package io.algocratic.realtime.benchmarks;

import io.algocratic.realtime.benchmarks.load.Dialect;
import io.algocratic.realtime.benchmarks.load.FanoutLoad;
import io.algocratic.realtime.benchmarks.load.IdleLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The load client; the runs start it in a JVM of its own. */
@Command(name = "load", description = "Puts load on a running server (the runs start this by themselves).")
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--port", required = true, description = "Port of the server on loopback.")
    private int port;

    @Option(names = "--dialect", defaultValue = "hub", description = "hub or raw. Default: ${DEFAULT-VALUE}.")
    private Dialect dialect;

    @Option(names = "--receivers", defaultValue = "1000", description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int receivers;

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "4,32",
            description = "Messages in flight, measured one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> inFlight;

    @Option(names = "--warmup", defaultValue = "8", description = "Seconds before. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(names = "--seconds", defaultValue = "4", description = "Seconds measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--data-bytes", defaultValue = "128", description = "Size of data. Default: ${DEFAULT-VALUE}.")
    private int dataBytes;

    @Option(names = "--together", description = "Write messages that become due with one read as one.")
    private boolean together;

    @Option(names = "--idle", description = "Only join and answer pings, until ended.")
    private boolean idle;

    @Option(names = "--rooms", defaultValue = "100", description = "With --idle: how many rooms.")
    private int rooms;

    @Override
    public Integer call() throws IOException {
        return idle ? idle() : fanout();
    }

    private int fanout() throws IOException {
        try (FanoutLoad load =
                new FanoutLoad(port, dialect, receivers, dataBytes, Collections.max(inFlight), together)) {
            load.open();
            say("OPEN " + receivers);
            int warm = warmup;
            for (int messages : inFlight) {
                say(load.measure(messages, Duration.ofSeconds(warm), Duration.ofSeconds(seconds), () -> say("WINDOW"))
                        .line());
                // Code is compiled by now; what follows only has to reach its pace.
                warm = Math.max(1, warmup / 2);
            }
            say("VERIFIED " + load.verified());
        }
        return 0;
    }

    private int idle() throws IOException {
        try (IdleLoad load = new IdleLoad(port, receivers, rooms)) {
            load.open();
            say("OPEN " + receivers);
            while (!Thread.currentThread().isInterrupted()) {
                load.idle();
            }
        }
        return 0;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
