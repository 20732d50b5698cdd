package io.algocratic.realtime.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a run keeps its logs and what it builds: {@code bench/} beside the jar or the class files, hence under {@code
 * target/}. Thread-safe.
 *
 * @param directory for everything a run makes
 */
public record Workplace(Path directory) {
    private static final String MAIN = "io.algocratic.realtime.benchmarks.Bench";
    /** One core, a heap that never grows: nothing of the collector's own making in the figures. */
    private static final List<String> SERVER_JVM = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g");

    private static final List<String> CLIENT_JVM = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");

    /**
     * The place of this build.
     *
     * @return the place, made if need be
     * @throws IOException when it cannot be made
     */
    public static Workplace ofThisBuild() throws IOException {
        try {
            Path code = Path.of(Workplace.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Workplace(Files.createDirectories(code.resolveSibling("bench")));
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    /**
     * The command that runs a server of ours in a JVM of its own.
     *
     * @param extra more JVM flags
     * @param arguments of the program
     * @return the command
     */
    public List<String> serverJvm(List<String> extra, String... arguments) {
        return jvm(SERVER_JVM, extra, arguments);
    }

    /**
     * The command that runs the load client in a JVM of its own.
     *
     * @param arguments of the program
     * @return the command
     */
    public List<String> clientJvm(String... arguments) {
        return jvm(CLIENT_JVM, List.of(), arguments);
    }

    /**
     * Finds a program.
     *
     * @param program a name without directory
     * @return where it is, when it is installed
     */
    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Copies files of the jar's {@code peers} directory.
     *
     * @param peer the directory in there, and the one they go to
     * @param files their names
     * @return the directory
     * @throws IOException when one is missing or cannot be written
     */
    public Path unpack(String peer, String... files) throws IOException {
        Path into = Files.createDirectories(directory.resolve(peer));
        for (String file : files) {
            String resource = "/peers/" + peer + "/" + file;
            try (InputStream in = Workplace.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException(resource + " is not in the jar");
                }
                Files.copy(in, into.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return into;
    }

    /**
     * Runs a program to its end.
     *
     * @param where its working directory; its output goes to {@code build.log} there
     * @param command what to run
     * @return its exit code
     * @throws IOException when it cannot be started
     */
    public int run(Path where, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(where.resolve("build.log").toFile())
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private List<String> jvm(List<String> flags, List<String> extra, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(extra);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of(arguments));
        return command;
    }
}
