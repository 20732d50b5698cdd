package io.algocratic.realtime.internal.inbox;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.MessageClass;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.internal.codec.Frames;
import io.algocratic.realtime.internal.flush.Link;
import io.algocratic.realtime.internal.order.SerialExecutor;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The identities that are connected, and the order of what is sent to each. Thread-safe. */
public final class Addressees {
    private final ConcurrentHashMap<String, Addressee> connected = new ConcurrentHashMap<>();
    private final Executor executor;
    private final Supplier<String> epochs;

    /** One identity. Its order confines everything but {@code holds}, which the map guards. */
    private static final class Addressee {
        final StreamKey key;
        final SerialExecutor order;
        final String epoch;
        final List<Link> links = new ArrayList<>(1);
        long offset;
        int holds;

        Addressee(String identity, SerialExecutor order, String epoch) {
            this.key = StreamKey.inbox(identity);
            this.order = order;
            this.epoch = epoch;
        }

        StreamPosition position() {
            return new StreamPosition(epoch, offset);
        }
    }

    /**
     * Nobody is connected yet.
     *
     * @param executor takes over long backlogs
     * @param epochs makes an epoch for each identity that connects
     */
    public Addressees(Executor executor, Supplier<String> epochs) {
        this.executor = executor;
        this.epochs = epochs;
    }

    /**
     * Adds a link of an identity.
     *
     * @param welcome told the inbox's position before the link gets anything of it
     */
    public CompletableFuture<Void> connect(String identity, Link link, Consumer<StreamPosition> welcome) {
        Addressee addressee = connected.compute(identity, (name, known) -> {
            Addressee one = known == null ? new Addressee(name, new SerialExecutor(executor), epochs.get()) : known;
            one.holds++;
            return one;
        });
        return CompletableFuture.runAsync(
                () -> {
                    welcome.accept(addressee.position());
                    addressee.links.add(link);
                },
                addressee.order);
    }

    /** Removes a link of an identity; called once for each {@link #connect}. */
    public void disconnect(String identity, Link link) {
        @Nullable Addressee addressee = connected.get(identity);
        if (addressee != null) {
            addressee.order.execute(() -> {
                addressee.links.remove(link);
                connected.computeIfPresent(identity, (name, one) -> --one.holds == 0 ? null : one);
            });
        }
    }

    /**
     * Sends to every link of an identity, in one order.
     *
     * @return completes with the position, or nothing when the identity is not connected
     */
    public CompletableFuture<Optional<StreamPosition>> send(String identity, Message message) {
        @Nullable Addressee addressee = connected.get(identity);
        if (addressee == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> deliver(addressee, message), addressee.order);
    }

    /** How many identities are connected. */
    public int count() {
        return connected.size();
    }

    private static Optional<StreamPosition> deliver(Addressee addressee, Message message) {
        if (addressee.links.isEmpty()) {
            return Optional.empty();
        }
        if (message.messageClass() == MessageClass.EPHEMERAL) {
            Frame passing = Frames.inboxEphemeral(message);
            addressee.links.forEach(link -> link.offerEphemeral(passing));
            return Optional.of(addressee.position());
        }
        addressee.offset++;
        Frame frame = Frames.inbox(addressee.key, addressee.position(), message);
        addressee.links.forEach(link -> link.offer(frame));
        return Optional.of(addressee.position());
    }
}
