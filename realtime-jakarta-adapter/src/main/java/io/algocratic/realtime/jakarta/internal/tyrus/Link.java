package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WriteCallback;
import jakarta.servlet.http.WebConnection;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket link, and how it ends.
 *
 * <p>Open until a close frame is on its way, from either side; then Closing, in which nothing more is taken from the hub
 * and nothing of the peer but its close frame. It ends when our close frame has left and the peer's has come or its
 * stream has ended; at once when the stream ends or breaks without a close frame; and when a peer leaves us waiting for
 * longer than {@link ClosingLinks} waits, whether it does not read or does not answer.
 *
 * <p>Thread-safe. Follows RFC 6455 §7.
 */
final class Link implements Transport, FrameGuard.Target, Outlet.Owner {
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private static final int CLOSING = 1;
    private static final int FLUSHED = 1 << 1;
    private static final int PEER_DONE = 1 << 2;
    private static final int BY_HUB = 1 << 3;
    private static final int TOLD = 1 << 4;
    private static final int OVER = 1 << 5;

    private final ClosingLinks closingLinks;
    private final Outlet outlet;
    private final AtomicInteger state = new AtomicInteger();
    // Set once, before the container or the hub knows the link.
    private org.glassfish.tyrus.spi.@Nullable Connection tyrus;
    private @Nullable Connection hub;

    private Link(WebConnection connection, ClosingLinks closingLinks) throws IOException {
        this.closingLinks = closingLinks;
        this.outlet = new Outlet(this, connection);
    }

    /** Makes the link known to Tyrus and the hub, then listens to the container. */
    static Link open(WebConnection connection, Upgrade upgrade) throws IOException {
        Link link = new Link(connection, upgrade.closingLinks());
        link.tyrus = upgrade.connect(link);
        link.hub = upgrade.accept(link);
        FrameGuard guard = new FrameGuard(link, upgrade.frameLimit());
        Inlet inlet = new Inlet(link, connection.getInputStream(), guard);
        link.outlet.listen();
        inlet.listen();
        return link;
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public void write(FrameBatch batch, WriteCallback done) {
        outlet.write(batch.bytes(TextFrameFormat.INSTANCE), done);
    }

    @Override
    public void close(CloseReason reason) {
        state.getAndUpdate(s -> s | BY_HUB);
        closeByTyrus(jakarta.websocket.CloseReason.CloseCodes.getCloseCode(reason.code()), reason.text());
    }

    private void closeByTyrus(jakarta.websocket.CloseReason.CloseCode code, String text) {
        tyrus().close(new jakarta.websocket.CloseReason(code, text));
    }

    /** A message, whole and decoded. */
    void received(String text) {
        if (!closing()) {
            hub().receive(text);
        }
    }

    /** Tyrus's own close frame, or the one it was asked for. */
    void closeFrame(byte[] frame) {
        if ((state.getAndUpdate(s -> s | CLOSING) & CLOSING) == 0) {
            closingLinks.add(this);
            outlet.close(frame);
        }
    }

    void pong(byte[] frame) {
        outlet.pong(frame);
    }

    /** Tyrus has closed its session: of itself, or because the peer or the hub wanted it. */
    void sessionClosed() {
        if ((state.get() & BY_HUB) == 0) {
            tellHub();
        }
    }

    /** The message handler failed: a defect of the hub, since nothing a peer sends makes it throw. */
    void failed(Throwable cause) {
        log.warn("a link is closed with 4000: {}", cause.getClass().getName());
        hub().refuse(CloseReason.INTERNAL_ERROR);
    }

    @Override
    public void frame(ByteBuffer bytes) {
        tyrus().getReadHandler().handle(bytes);
    }

    @Override
    public void refused(CloseReason reason) {
        log.debug("a frame is refused: {}", reason.code());
        hub().refuse(reason);
    }

    @Override
    public void violated(String rule) {
        log.debug("a peer broke RFC 6455: {}", rule);
        closeByTyrus(CloseCodes.PROTOCOL_ERROR, rule);
    }

    @Override
    public void closeReceived() {
        mark(PEER_DONE);
    }

    @Override
    public boolean closing() {
        return (state.get() & CLOSING) != 0;
    }

    /** The peer will send nothing more; a close frame still on its way to it may leave. */
    void inputEnded() {
        if (closing()) {
            mark(PEER_DONE);
        } else {
            outlet.end(LinkEnded.BY_PEER);
        }
    }

    void broken(Throwable cause) {
        outlet.end(cause);
    }

    void giveUp() {
        outlet.end(LinkEnded.GAVE_UP);
    }

    boolean over() {
        return (state.get() & OVER) != 0;
    }

    @Override
    public void closeFlushed() {
        mark(FLUSHED);
    }

    private void mark(int happened) {
        int now = state.updateAndGet(s -> s | happened);
        if ((now & FLUSHED) != 0 && (now & PEER_DONE) != 0) {
            outlet.end(LinkEnded.BY_HANDSHAKE);
        }
    }

    @Override
    public void ended() {
        state.getAndUpdate(s -> s | OVER | CLOSING);
        closingLinks.remove(this);
        tellHub();
        // Tyrus forgets its session; the frame it makes for this goes nowhere.
        closeByTyrus(CloseCodes.CLOSED_ABNORMALLY, "");
    }

    private void tellHub() {
        if ((state.getAndUpdate(s -> s | TOLD) & TOLD) == 0) {
            hub().closed();
        }
    }

    private org.glassfish.tyrus.spi.Connection tyrus() {
        return Objects.requireNonNull(tyrus);
    }

    private Connection hub() {
        return Objects.requireNonNull(hub);
    }
}
