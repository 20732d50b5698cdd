package io.algocratic.realtime.hub;

import java.io.PrintWriter;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * The command line. Without arguments it serves.
 *
 * <p>Exit codes: 0 done, 1 the environment does not allow it (a port in use), 2 the command line asks for something
 * that is not offered. Ended by a signal, the process reports it the usual way: 130 after Ctrl-C, 143 after SIGTERM.
 */
@Command(
        name = "hub",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "The AlgoCratic Corporate Communications Hub. Without a command it serves.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {ServeCommand.class, HelpCommand.class})
public final class Main implements Runnable {
    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args as typed
     */
    public static void main(String... args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine().execute(args.length == 0 ? new String[] {"serve"} : args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::explain)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("hub: " + failure.getMessage());
                    command.getErr().println("This should not have happened; please report it with the log.");
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    @Override
    public void run() {
        throw new IllegalStateException("the first argument names the command");
    }

    private static int explain(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + wrong.getMessage());
        err.println("Try '" + name + " --help'."
                + ("hub".equals(name) ? " Options of a command follow it: 'hub serve --port 9000'." : ""));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** The version this was built as; a build that was never packaged has none. */
    static final class Version implements IVersionProvider {
        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"hub " + text()};
        }
    }
}
