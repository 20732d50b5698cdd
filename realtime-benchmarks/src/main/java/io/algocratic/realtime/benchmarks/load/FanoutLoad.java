package io.algocratic.realtime.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The closed loop: everybody is in one room, the first receiver also publishes, and so many messages are in flight at
 * any moment. Confined to one thread.
 */
public final class FanoutLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofMillis(300);
    private static final String ROOM = "fanout";
    private static final int PUBLISHER = 0;

    private final int receivers;
    private final Dialect dialect;
    private final Payload payload;
    private final Ledger ledger;
    private final Links links;
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * Prepares; {@link #open} connects.
     *
     * @param port of the server, on loopback
     * @param dialect how it is spoken to
     * @param receivers how many connections
     * @param dataBytes size of the data of each message
     * @param mostInFlight the largest value that will be measured
     * @param together whether messages that become due with one read go out as one write; otherwise each is written as
     *     soon as it is due, as independent publishers would
     * @throws IOException when there is no selector to be had
     */
    public FanoutLoad(int port, Dialect dialect, int receivers, int dataBytes, int mostInFlight, boolean together)
            throws IOException {
        this.receivers = receivers;
        this.dialect = dialect;
        this.payload = new Payload(dataBytes);
        this.ledger = new Ledger(receivers, mostInFlight);
        this.links = new Links(port, dialect, link -> ROOM, payload, new Links.Deliveries() {
            @Override
            public void delivered(int receiver, int sequence, long now) throws IOException {
                ledger.delivered(receiver, sequence, now);
                if (!together && ledger.due()) {
                    publish();
                }
            }

            @Override
            public void readOver() throws IOException {
                if (together) {
                    publishDue();
                }
            }
        });
    }

    /**
     * Connects everybody and waits until all have joined.
     *
     * @throws IOException when one cannot
     */
    public void open() throws IOException {
        long begun = System.nanoTime();
        while (links.ready() < receivers) {
            links.openUpTo(receivers);
            links.turn(100);
            patience(begun, PATIENCE.plusMillis(10L * receivers), links.ready() + " links of " + receivers + " joined");
        }
        // A server may add a connection to its list a moment after it has answered the handshake.
        pump(SETTLE);
    }

    /**
     * Keeps messages in flight, first unmeasured, then measured, and lets them run out.
     *
     * @param inFlight how many
     * @param warmup the unmeasured time
     * @param window the measured time
     * @param windowBegins run when the measured time begins
     * @return what was seen in the window
     * @throws IOException when a link breaks or nothing moves
     */
    public Measurement measure(int inFlight, Duration warmup, Duration window, Runnable windowBegins)
            throws IOException {
        ledger.inFlight(inFlight);
        publish();
        pump(warmup);
        windowBegins.run();
        ledger.resetFigures();
        long bytes = links.bytesRead();
        long cpu = process.getProcessCpuTime();
        long begun = System.nanoTime();
        pump(window);
        double nanos = System.nanoTime() - begun;
        Measurement result = new Measurement(
                inFlight,
                nanos / 1e9,
                ledger.deliveries(),
                ledger.latency().getValueAtPercentile(50) / 1_000,
                ledger.latency().getValueAtPercentile(99) / 1_000,
                (links.bytesRead() - bytes) / (double) Math.max(1, ledger.deliveries()),
                (process.getProcessCpuTime() - cpu) / nanos);
        drain();
        return result;
    }

    /** How many messages were sent in all; everybody has each of them, once and in order. */
    public int verified() {
        return ledger.sent();
    }

    @Override
    public void close() throws IOException {
        links.close();
    }

    private void drain() throws IOException {
        ledger.inFlight(0);
        long begun = System.nanoTime();
        while (ledger.outstanding() > 0) {
            links.turn(100);
            patience(begun, PATIENCE, ledger.outstanding() + " messages never reached everybody");
        }
        ledger.checkComplete();
    }

    private void pump(Duration time) throws IOException {
        long begun = System.nanoTime();
        long moved = begun;
        long deliveries = -1;
        for (long now = begun; now - begun < time.toNanos(); now = System.nanoTime()) {
            links.turn(1 + (time.toNanos() - (now - begun)) / 1_000_000);
            if (deliveries != ledger.deliveries() || ledger.outstanding() == 0) {
                deliveries = ledger.deliveries();
                moved = now;
            }
            patience(moved, PATIENCE, "nothing moves with " + ledger.outstanding() + " messages in flight");
        }
    }

    /** Each message that is due in a write of its own. */
    private void publish() throws IOException {
        while (ledger.due()) {
            links.write(PUBLISHER, frame(System.nanoTime()));
        }
    }

    /** All messages that are due in one write. */
    private void publishDue() throws IOException {
        if (!ledger.due()) {
            return;
        }
        long now = System.nanoTime();
        ByteBuffer frames = ByteBuffer.allocate(4096);
        while (ledger.due()) {
            ByteBuffer frame = frame(now);
            if (frames.remaining() < frame.remaining()) {
                frames = ByteBuffer.allocate(2 * (frames.capacity() + frame.remaining()))
                        .put(frames.flip());
            }
            frames.put(frame);
        }
        links.write(PUBLISHER, frames.flip());
    }

    private ByteBuffer frame(long now) {
        return MaskedFrame.text(dialect.publication(ROOM, payload.text(ledger.send(now))));
    }

    private static void patience(long since, Duration limit, String what) throws IOException {
        if (System.nanoTime() - since > limit.toNanos()) {
            throw new IOException("no progress: " + what);
        }
    }
}
