package io.algocratic.realtime.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where a recorded JVM spent its time: the methods on top of the samples, and those anywhere in them. */
@Command(
        name = "hot",
        description = "Shows where a recorded JVM spent its time.",
        footer = {
            "",
            "Recordings are made by `bench fanout --profile`, or of a running JVM with",
            "  jcmd PID JFR.start settings=profile filename=hub.jfr duration=10s",
            "Samples are of Java and native code every 10 to 20 ms; system calls show as the native method that makes them."
        })
final class HotCommand implements Callable<Integer> {
    private static final Set<String> SAMPLES = Set.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A Flight Recorder file.")
    private Path file;

    @Option(names = "--lines", defaultValue = "25", description = "Methods shown. Default: ${DEFAULT-VALUE}.")
    private int lines;

    /** The JVM flags that record a run into a file. */
    static List<String> flags(Path recording) {
        return List.of(
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording,
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints");
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Integer> top = new HashMap<>();
        Map<String, Integer> anywhere = new HashMap<>();
        Map<String, Integer> allocated = new HashMap<>();
        int samples = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                RecordedStackTrace trace = event.getStackTrace();
                if (event.getEventType().getName().equals("jdk.ObjectAllocationSample")) {
                    allocated.merge(event.getClass("objectClass").getName(), kilobytes(event), Integer::sum);
                } else if (SAMPLES.contains(event.getEventType().getName()) && trace != null && !waiting(trace)) {
                    samples++;
                    count(trace, top, anywhere);
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        print(out, "On top of the stack, of " + samples + " samples", top);
        print(out, "Anywhere in the stack", anywhere);
        print(out, "Allocated, KB (estimated)", allocated);
        out.flush();
        return 0;
    }

    private static int kilobytes(RecordedEvent event) {
        return (int) (event.getLong("weight") / 1024);
    }

    /** Threads that wait for input count as samples of native code, whatever their number. */
    private static boolean waiting(RecordedStackTrace trace) {
        String method = name(trace.getFrames().get(0));
        return method.endsWith("EPoll.wait") || method.endsWith("FileInputStream.readBytes");
    }

    private static void count(RecordedStackTrace trace, Map<String, Integer> top, Map<String, Integer> anywhere) {
        top.merge(name(trace.getFrames().get(0)), 1, Integer::sum);
        Set<String> methods = new LinkedHashSet<>();
        trace.getFrames().forEach(frame -> methods.add(name(frame)));
        methods.forEach(method -> anywhere.merge(method, 1, Integer::sum));
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private void print(PrintWriter out, String title, Map<String, Integer> counts) {
        out.println();
        out.println(title);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(lines)
                .forEach(entry -> out.printf("%,10d  %s%n", entry.getValue(), entry.getKey()));
    }
}
