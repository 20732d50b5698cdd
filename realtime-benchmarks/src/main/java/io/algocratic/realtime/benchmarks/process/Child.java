package io.algocratic.realtime.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the run. It speaks in lines on its standard output, its errors go to a log file, and it ends by itself
 * when its standard input ends, so that it cannot outlive this process even when that is killed.
 *
 * <p>Confined to one thread. Children still alive when this process exits are ended by their handles.
 */
public final class Child implements AutoCloseable {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
    private static final Duration MANNERS = Duration.ofSeconds(5);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroy), "end-children"));
    }

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param name for messages and the log file
     * @param command what to run
     * @param logs the directory for its log
     * @return the running child; close it
     * @throws IOException when it cannot be started
     */
    public static Child start(String name, List<String> command, Path logs) throws IOException {
        Path log = logs.resolve(name + ".log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
        return new Child(name, process, log);
    }

    /**
     * Waits for the next line that begins with a word; others are skipped.
     *
     * @param word the first word
     * @param limit how long to wait for each line
     * @return the whole line
     * @throws IOException when the process ends, says {@code FAILED}, or says nothing for so long
     */
    public String await(String word, Duration limit) throws IOException {
        for (String line = line(limit); ; line = line(limit)) {
            if (line.startsWith("FAILED")) {
                throw new IOException(
                        name + ": " + line.substring("FAILED".length()).strip());
            }
            if (line.equals(word) || line.startsWith(word + " ")) {
                return line;
            }
        }
    }

    /**
     * Waits for the next line.
     *
     * @param limit how long to wait
     * @return the line
     * @throws IOException when the process ends, or says nothing for so long
     */
    public String line(Duration limit) throws IOException {
        try {
            String line = CompletableFuture.supplyAsync(this::readLine).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new IOException(name + " ended; what it said is in " + log);
            }
            return line;
        } catch (TimeoutException late) {
            process.destroyForcibly();
            throw new IOException(name + " said nothing for " + limit.toSeconds() + " s; its log is " + log, late);
        } catch (ExecutionException failure) {
            throw new IOException(name + ": " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, interrupted);
        }
    }

    /**
     * Says a line to the process.
     *
     * @param line without its end
     * @throws IOException when it no longer listens
     */
    public void say(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    /** The time the process has spent on processors. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Waits a while, or until the process ends.
     *
     * @param time how long
     * @throws IOException when the process has ended
     */
    public void pause(Duration time) throws IOException {
        if (ended(time)) {
            throw new IOException(name + " ended with " + process.exitValue() + "; its log is " + log);
        }
    }

    /** Ends the process: asks by ending its input, then by signal, then by force. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException gone) {
            // It has ended already.
        }
        if (ended(MANNERS)) {
            return;
        }
        process.destroy();
        if (!ended(MANNERS)) {
            process.destroyForcibly();
        }
    }

    private String readLine() {
        try {
            return out.readLine();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
