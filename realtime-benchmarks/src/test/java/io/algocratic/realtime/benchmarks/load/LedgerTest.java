package io.algocratic.realtime.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger(2, 4);

    @Test
    void due_loopFull_onlyWhenTheOldestIsComplete() {
        ledger.inFlight(2);
        sendAllDue();
        assertThat(ledger.sent()).isEqualTo(2);

        ledger.delivered(0, 0, 10);
        assertThat(ledger.due()).isFalse();
        ledger.delivered(1, 0, 10);

        assertThat(ledger.due()).isTrue();
        assertThat(ledger.send(20)).isEqualTo(2);
        assertThat(ledger.due()).isFalse();
    }

    @Test
    void inFlight_setToNothing_letsTheLoopRunOut() {
        ledger.inFlight(1);
        sendAllDue();
        ledger.inFlight(0);
        deliverToAll(0);

        assertThat(ledger.due()).isFalse();
        assertThat(ledger.outstanding()).isZero();
        ledger.checkComplete();
    }

    @Test
    void delivered_skipped_isCorruption() {
        ledger.inFlight(2);
        sendAllDue();

        assertThatThrownBy(() -> ledger.delivered(0, 1, 10)).isInstanceOf(CorruptedException.class);
    }

    @Test
    void delivered_twice_isCorruption() {
        ledger.inFlight(2);
        sendAllDue();
        ledger.delivered(0, 0, 10);

        assertThatThrownBy(() -> ledger.delivered(0, 0, 10)).isInstanceOf(CorruptedException.class);
    }

    @Test
    void delivered_neverSent_isCorruption() {
        assertThatThrownBy(() -> ledger.delivered(0, 0, 10)).isInstanceOf(CorruptedException.class);
    }

    @Test
    void checkComplete_receiverWithoutTheLast_isCorruption() {
        ledger.inFlight(1);
        sendAllDue();
        ledger.delivered(0, 0, 10);

        assertThatThrownBy(ledger::checkComplete).isInstanceOf(CorruptedException.class);
    }

    @Test
    void resetFigures_betweenWindows_keepsTheOrder() {
        ledger.inFlight(1);
        sendAllDue();
        deliverToAll(0);
        ledger.resetFigures();
        sendAllDue();
        deliverToAll(1);

        assertThat(ledger.deliveries()).isEqualTo(2);
        assertThat(ledger.latency().getTotalCount()).isEqualTo(2);
    }

    private void sendAllDue() {
        while (ledger.due()) {
            ledger.send(0);
        }
    }

    private void deliverToAll(int sequence) {
        ledger.delivered(0, sequence, 5_000);
        ledger.delivered(1, sequence, 5_000);
    }
}
