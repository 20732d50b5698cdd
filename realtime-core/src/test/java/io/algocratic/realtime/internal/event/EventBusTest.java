package io.algocratic.realtime.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.event.CommandRefused;
import io.algocratic.realtime.event.HubListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventBusTest {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> told = new ArrayList<>();
    private final HubListener listener = new HubListener() {
        @Override
        public void onRefused(CommandRefused event) {
            told.add(event.size());
        }
    };
    private final HubListener failing = new HubListener() {
        @Override
        public void onRefused(CommandRefused event) {
            throw new IllegalStateException("on purpose");
        }
    };

    @Test
    void tell_isNeverOnTheCaller_andKeepsOrder() {
        EventBus bus = new EventBus(tasks::add, List.of(failing, listener));
        for (int i = 0; i < 200; i++) {
            tell(bus, i);
        }
        assertThat(told).isEmpty();
        run();
        assertThat(told).hasSize(200).isSorted();
        assertThat(bus.failures()).isEqualTo(200);
    }

    @Test
    void tell_tooManyWait_dropsTheRest() {
        EventBus bus = new EventBus(tasks::add, List.of(listener));
        for (int i = 0; i < 10_500; i++) {
            tell(bus, i);
        }
        run();
        assertThat(told).hasSize(10_000);
        assertThat(bus.dropped()).isEqualTo(500);
        tell(bus, 1);
        run();
        assertThat(told).hasSize(10_001);
    }

    private static void tell(EventBus bus, int n) {
        bus.tell(l -> l.onRefused(new CommandRefused(Optional.empty(), ErrorCode.BAD_REQUEST, n)));
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
