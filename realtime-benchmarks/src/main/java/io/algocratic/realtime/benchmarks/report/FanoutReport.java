package io.algocratic.realtime.benchmarks.report;

import io.algocratic.realtime.benchmarks.load.Measurement;
import io.algocratic.realtime.benchmarks.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The table of a fan-out run. A ratio is taken within each round, where the machine was the same, and the median of the
 * rounds is shown. Confined to one thread.
 */
public final class FanoutReport {
    /** "Level with" leaves this much room for the noise of a run. */
    private static final double LEVEL = 0.95;

    private static final double CLIENT_AT_ITS_LIMIT = 0.97;
    private static final double UNDISTURBED = 0.8;

    /**
     * One measured window.
     *
     * @param peer the server
     * @param round from 1
     * @param seen what the client saw
     * @param serverLoad share of a core the server used
     */
    public record Sample(Peer peer, int round, Measurement seen, double serverLoad) {
        /** What the server would deliver in a second of a whole core; tells more than the rate on a busy machine. */
        double ratePerCore() {
            return seen.rate() / serverLoad;
        }

        /** Tells whether something else took the time of both cores. */
        boolean disturbed() {
            return Math.max(serverLoad, seen.clientLoad()) < UNDISTURBED;
        }
    }

    private final int receivers;
    private final int dataBytes;
    private final int rounds;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Begins a report.
     *
     * @param receivers in the room
     * @param dataBytes of a message
     * @param rounds how many will be added
     */
    public FanoutReport(int receivers, int dataBytes, int rounds) {
        this.receivers = receivers;
        this.dataBytes = dataBytes;
        this.rounds = rounds;
    }

    /** Adds a measured window. */
    public void add(Sample sample) {
        samples.add(sample);
    }

    /** Adds a sentence below the table. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** The whole report. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("1 room, %,d receivers, %d bytes of data, medians of %d rounds; every delivery verified"
                .formatted(receivers, dataBytes, rounds));
        Set<Integer> inFlight = new TreeSet<>();
        samples.forEach(sample -> inFlight.add(sample.seen().inFlight()));
        for (int messages : inFlight) {
            lines.add("");
            lines.add(messages + " in flight");
            lines.addAll(table(messages).lines());
            lines.addAll(verdict(messages));
        }
        lines.add("");
        lines.add("hub is: the hub's rate by this one's, round by round. wire B: bytes received for a delivery.");
        lines.add(
                "server, client: share of a core used; ! the client is at its limit. a core: deliveries/s of a whole core.");
        if (samples.stream().anyMatch(Sample::disturbed)) {
            lines.add(
                    "NOT QUIET: in a closed loop server or client should be near 100%, and in some window neither was. Run again.");
        }
        lines.addAll(notes);
        return lines;
    }

    private Table table(int inFlight) {
        Table table = new Table()
                .row(
                        "",
                        "deliveries/s",
                        "lowest..highest",
                        "p50 ms",
                        "p99 ms",
                        "hub is",
                        "wire B",
                        "server",
                        "a core",
                        "client");
        for (Peer peer : Peer.values()) {
            List<Sample> own = of(peer, inFlight).toList();
            if (own.isEmpty()) {
                continue;
            }
            double client = median(own, sample -> sample.seen().clientLoad());
            table.row(
                    peer.title(),
                    "%,.0f".formatted(median(own, sample -> sample.seen().rate())),
                    "%,.0fk..%,.0fk".formatted(extreme(own, 1) / 1e3, extreme(own, -1) / 1e3),
                    "%.1f".formatted(median(own, sample -> sample.seen().p50()) / 1e3),
                    "%.1f".formatted(median(own, sample -> sample.seen().p99()) / 1e3),
                    peer == Peer.HUB ? "" : times(ratio(inFlight, peer)),
                    "%.0f".formatted(median(own, sample -> sample.seen().wireBytes())),
                    percent(median(own, Sample::serverLoad)),
                    "%,.0fk".formatted(median(own, Sample::ratePerCore) / 1e3),
                    percent(client) + (client > CLIENT_AT_ITS_LIMIT ? "!" : ""));
        }
        return table;
    }

    /** What the project wants to reach, where this run can tell. */
    private List<String> verdict(int inFlight) {
        List<String> lines = new ArrayList<>();
        if (inFlight == 4) {
            goal(lines, "the better of Vert.x and ws", ratio(inFlight, Peer.VERTX, Peer.WS), 4);
        } else if (inFlight == 32) {
            goal(lines, "the coalescing C server", ratio(inFlight, Peer.EPOLL), LEVEL);
        }
        return lines;
    }

    private static void goal(List<String> lines, String whom, double ratio, double least) {
        if (!Double.isNaN(ratio)) {
            lines.add("The hub is %s %s; at least %s is wanted: %s."
                    .formatted(times(ratio), whom, times(least), ratio >= least ? "reached" : "NOT reached"));
        }
    }

    /** Hub against the best of some peers, in each round; NaN when none of them took part. */
    double ratio(int inFlight, Peer... peers) {
        return Median.of(of(Peer.HUB, inFlight)
                .mapToDouble(hub -> {
                    double best = Stream.of(peers)
                            .flatMap(peer -> of(peer, inFlight))
                            .filter(sample -> sample.round() == hub.round())
                            .mapToDouble(sample -> sample.seen().rate())
                            .max()
                            .orElse(Double.NaN);
                    return hub.seen().rate() / best;
                })
                .filter(value -> !Double.isNaN(value)));
    }

    private Stream<Sample> of(Peer peer, int inFlight) {
        return samples.stream()
                .filter(sample -> sample.peer() == peer && sample.seen().inFlight() == inFlight);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Median.of(samples.stream().mapToDouble(figure));
    }

    private static double extreme(List<Sample> samples, int sign) {
        return sign
                * samples.stream()
                        .mapToDouble(sample -> sign * sample.seen().rate())
                        .min()
                        .orElse(Double.NaN);
    }

    private static String times(double ratio) {
        return Double.isNaN(ratio) ? "" : "%.2fx".formatted(ratio);
    }

    private static String percent(double share) {
        return "%.0f%%".formatted(100 * share);
    }
}
