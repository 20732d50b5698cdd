package io.algocratic.realtime.hub;

import io.algocratic.realtime.hub.server.HubServer;
import io.algocratic.realtime.hub.server.ServerOptions;
import io.algocratic.realtime.hub.server.StartFailure;
import io.algocratic.realtime.hub.time.AppTime;
import io.algocratic.realtime.spi.Scheduler.Cancellable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub serve}: runs the hub until the process is asked to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = {
            "Serves pages, REST, WebSocket and Server-Sent Events on one port until Ctrl-C.",
            "Demo mode: whoever adds ?user=NAME to the address is NAME. Because it trusts"
                    + " everybody, it listens on this computer only.",
            ""
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Loopback address to listen on: 127.0.0.1, localhost or ::1. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(names = "--quiet-office", description = "Start without the simulated employees and their history.")
    private boolean quietOffice;

    // picocli fills the fields in.
    @SuppressWarnings("NullAway.Init")
    ServeCommand() {}

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port is 0 to 65535, not " + port);
        }
        ServerOptions options = new ServerOptions(host, port, !quietOffice, Main.Version.text());
        PrintWriter out = spec.commandLine().getOut();
        try {
            HubServer server = HubServer.start(options);
            Cancellable hook = AppTime.whenProcessEnds(() -> stop(server, out));
            greet(server, out);
            server.awaitStopped();
            hook.cancel();
            return 0;
        } catch (StartFailure failure) {
            spec.commandLine().getErr().println("hub serve: " + failure.getMessage());
            return failure.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void greet(HubServer server, PrintWriter out) {
        String address = server.address();
        out.println();
        out.println("  AlgoCratic Corporate Communications Hub " + Main.Version.text());
        out.println();
        out.println("  Point a browser at   " + address + "/?user=Ada");
        out.println("  and a second one at  " + address + "/?user=Grace");
        out.println("  without WebSocket    " + address + "/?user=Edsger&transport=sse");
        out.println();
        out.println("  Demo mode: the address says who you are. Ctrl-C stops.");
        out.println();
        out.flush();
    }

    private static void stop(HubServer server, PrintWriter out) {
        int told = server.visitors();
        server.close();
        out.println(
                "Stopped. " + told + (told == 1 ? " visitor was" : " visitors were") + " asked to come back later.");
        out.flush();
    }
}
