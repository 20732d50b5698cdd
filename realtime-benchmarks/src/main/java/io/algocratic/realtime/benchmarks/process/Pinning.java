package io.algocratic.realtime.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a process on one core with {@code taskset}, so that server and client do not take each other's time and every
 * server has the same. Immutable and thread-safe.
 */
public final class Pinning {
    private final Optional<Path> taskset;

    private Pinning(Optional<Path> taskset) {
        this.taskset = taskset;
    }

    /**
     * Pins where this machine can.
     *
     * @return a pinning that does nothing where there is no {@code taskset}, or only one core
     */
    public static Pinning whereAvailable() {
        boolean several = Runtime.getRuntime().availableProcessors() > 1;
        return new Pinning(several ? Workplace.find("taskset") : Optional.empty());
    }

    /** Tells whether processes are pinned; without that, figures of two runs are hardly comparable. */
    public boolean works() {
        return taskset.isPresent();
    }

    /**
     * A command that runs on one core.
     *
     * @param core its number
     * @param command what to run
     * @return the same command, pinned where that works
     */
    public List<String> on(int core, List<String> command) {
        List<String> pinned = new ArrayList<>();
        taskset.ifPresent(path -> pinned.addAll(List.of(path.toString(), "-c", String.valueOf(core))));
        pinned.addAll(command);
        return pinned;
    }
}
