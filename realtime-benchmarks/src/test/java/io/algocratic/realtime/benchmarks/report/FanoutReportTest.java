package io.algocratic.realtime.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.algocratic.realtime.benchmarks.load.Measurement;
import io.algocratic.realtime.benchmarks.peer.Peer;
import io.algocratic.realtime.benchmarks.report.FanoutReport.Sample;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FanoutReportTest {
    private final FanoutReport report = new FanoutReport(1_000, 128, 3);

    @Test
    void ratio_machineSlowsDown_isTakenWithinEachRound() {
        add(Peer.HUB, 4, 1_000, 500, 100);
        add(Peer.VERTX, 4, 200, 100, 20);

        assertThat(report.ratio(4, Peer.VERTX)).isEqualTo(5, within(0.001));
    }

    @Test
    void ratio_severalPeers_isToTheBetterOne() {
        add(Peer.HUB, 4, 1_000, 1_000, 1_000);
        add(Peer.VERTX, 4, 100, 100, 100);
        add(Peer.WS, 4, 250, 250, 250);

        assertThat(report.ratio(4, Peer.VERTX, Peer.WS)).isEqualTo(4, within(0.001));
        assertThat(report.lines()).anyMatch(line -> line.endsWith("4.00x is wanted: reached."));
    }

    @Test
    void lines_peerLeftOut_saySoAndGiveNoVerdict() {
        add(Peer.HUB, 4, 1_000, 1_000, 1_000);
        report.note("Left out: Node ws, because node and npm are not installed.");

        assertThat(report.lines())
                .contains("Left out: Node ws, because node and npm are not installed.")
                .noneMatch(line -> line.contains("wanted"));
    }

    @Test
    void lines_neitherServerNorClientBusy_sayThatTheMachineWasNotQuiet() {
        Measurement seen = new Measurement(4, 1, 1_000, 100, 200, 132, 0.5);
        report.add(new Sample(Peer.HUB, 1, seen, 0.9));
        assertThat(report.lines()).noneMatch(line -> line.startsWith("NOT QUIET"));

        report.add(new Sample(Peer.HUB, 2, seen, 0.6));

        assertThat(report.lines()).anyMatch(line -> line.startsWith("NOT QUIET"));
    }

    @Test
    void median_evenNumber_isTheMeanOfTheMiddle() {
        assertThat(Median.of(DoubleStream.of(9, 1, 2, 4))).isEqualTo(3);
        assertThat(Median.of(DoubleStream.of(9, 1, 2))).isEqualTo(2);
    }

    private void add(Peer peer, int inFlight, double... rates) {
        for (int round = 0; round < rates.length; round++) {
            Measurement seen = new Measurement(inFlight, 1, (long) rates[round], 100, 200, 132, 0.5);
            report.add(new Sample(peer, round + 1, seen, 0.9));
        }
    }
}
