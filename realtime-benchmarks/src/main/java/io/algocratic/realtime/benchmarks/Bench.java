package io.algocratic.realtime.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program: each run is a command, and so is each process a run starts. */
@Command(
        name = "bench",
        description = "Whole-process load runs of the hub beside its peers. Ratios of one run count, not absolutes.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "realtime-benchmarks 0.1.0",
        subcommands = {FanoutCommand.class, IdleCommand.class, ServeCommand.class, LoadCommand.class, HotCommand.class})
public final class Bench {
    private Bench() {}

    /**
     * Runs a command.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    // For a child, this line tells its parent; for a person, it says what went wrong.
                    commandLine.getOut().println("FAILED " + failure.getMessage());
                    commandLine.getOut().flush();
                    if (failure instanceof RuntimeException) {
                        failure.printStackTrace(commandLine.getErr());
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }
}
