package io.algocratic.realtime.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void execute_idle_runsOnTheCaller() {
        SerialExecutor order = new SerialExecutor(task -> {
            throw new AssertionError("no overflow");
        });
        order.execute(() -> ran.add(1));
        order.execute(() -> ran.add(2));
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void execute_fromWithin_runsAfter() {
        SerialExecutor order = new SerialExecutor(Runnable::run);
        order.execute(() -> {
            order.execute(() -> ran.add(2));
            ran.add(1);
        });
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void execute_longBacklog_movesToTheExecutor() {
        ArrayDeque<Runnable> overflow = new ArrayDeque<>();
        SerialExecutor order = new SerialExecutor(overflow::add);
        order.execute(() -> {
            for (int i = 0; i < 300; i++) {
                int n = i;
                order.execute(() -> ran.add(n));
            }
        });
        assertThat(ran).hasSizeLessThan(300);
        assertThat(overflow).hasSize(1);
        while (!overflow.isEmpty()) {
            overflow.remove().run();
        }
        assertThat(ran).hasSize(300).isSorted();
    }

    @Test
    void execute_overflowRejected_stillRunsEverything() {
        SerialExecutor order = new SerialExecutor(task -> {
            throw new RejectedExecutionException();
        });
        order.execute(() -> {
            for (int i = 0; i < 300; i++) {
                int n = i;
                order.execute(() -> ran.add(n));
            }
        });
        assertThat(ran).hasSize(300).isSorted();
    }

    @Test
    void execute_aTaskThrows_theNextRuns() {
        SerialExecutor order = new SerialExecutor(Runnable::run);
        order.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        order.execute(() -> ran.add(1));
        assertThat(ran).containsExactly(1);
    }

    @Test
    void execute_manyThreads_oneAtATimeEachInItsOrder() throws InterruptedException {
        int threads = 4;
        int each = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        SerialExecutor order = new SerialExecutor(pool);
        int[] next = new int[threads];
        int[] total = new int[1];
        CountDownLatch done = new CountDownLatch(threads * each);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            pool.execute(() -> {
                for (int i = 0; i < each; i++) {
                    int n = i;
                    order.execute(() -> {
                        next[thread] = next[thread] == n ? n + 1 : -1;
                        total[0]++;
                        done.countDown();
                    });
                }
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(next).containsOnly(each);
        assertThat(total[0]).isEqualTo(threads * each);
    }
}
