package io.algocratic.realtime.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Serves the harness on standard input and output until the input ends: {@code buffers}, {@code classes} and {@code
 * sessions} are answered in lines. Blocks the thread that calls it.
 */
public final class Console {
    private Console() {}

    /**
     * Announces a server and answers questions about it.
     *
     * @param server the running server
     * @param out where the harness reads
     * @throws IOException when the input breaks
     */
    public static void serve(Server server, PrintWriter out) throws IOException {
        say(out, "READY " + server.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "buffers" -> say(out, "BUFFERS " + HeapProbe.directBytes());
                case "sessions" -> say(out, "SESSIONS " + server.sessions());
                case "classes" -> {
                    HeapProbe.classHistogram().forEach(out::println);
                    say(out, "END");
                }
                default -> say(out, "UNKNOWN");
            }
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
