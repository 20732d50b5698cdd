package io.algocratic.realtime.benchmarks;

import io.algocratic.realtime.benchmarks.server.BareHub;
import io.algocratic.realtime.benchmarks.server.Console;
import io.algocratic.realtime.benchmarks.server.HubServer;
import io.algocratic.realtime.benchmarks.server.Server;
import io.algocratic.realtime.benchmarks.server.VertxServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One of the servers of this jar, in the foreground. */
@Command(
        name = "serve",
        description = "Runs one server until its standard input ends (the runs start this by themselves).")
final class ServeCommand implements Callable<Integer> {
    /** What this command can run. */
    enum Kind {
        HUB,
        VERTX,
        BARE
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "KIND",
            description = "hub, vertx, or bare: a hub without container that holds --links in memory.")
    private Kind kind;

    @Option(names = "--port", defaultValue = "0", description = "On loopback; 0 takes any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--links", defaultValue = "10000", description = "With bare. Default: ${DEFAULT-VALUE}.")
    private int links;

    @Option(names = "--rooms", defaultValue = "100", description = "With bare. Default: ${DEFAULT-VALUE}.")
    private int rooms;

    @Override
    public Integer call() throws IOException {
        try (Server server = start()) {
            Console.serve(server, spec.commandLine().getOut());
        }
        return 0;
    }

    private Server start() {
        return switch (kind) {
            case HUB -> HubServer.start(port);
            case VERTX -> VertxServer.start(port);
            case BARE -> BareHub.start(links, rooms);
        };
    }
}
