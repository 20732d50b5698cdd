package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.event.MessageBroadcast;
import io.algocratic.realtime.internal.codec.Answers;
import io.algocratic.realtime.internal.codec.Frames;
import io.algocratic.realtime.internal.flush.Link;
import io.algocratic.realtime.internal.order.SerialExecutor;
import io.algocratic.realtime.internal.presence.RoomPresence;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.Replay;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.StreamRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A room that has members: who they are, and how a broadcast reaches them.
 *
 * <p>Membership, presence and delivery run in the room's order, so that nothing here is locked. R1: a subscription is
 * offered a record only while it is live, and only above {@code liveAfter}. R2: it goes live in the same task in which it
 * was offered everything up to {@code liveAfter}. R1 and R2 together: no hole, no repeat.
 */
public final class RoomState {
    private final StreamKey key;
    private final RoomServices services;
    private final SerialExecutor order;
    private final Subscriptions subscriptions = new Subscriptions();
    private final PresenceTeller teller;
    private final CatchUp.Bounds bounds;
    /** The epoch the members know, as of the last record or catch-up. */
    private @Nullable String epoch;

    /** Whether members who are live have not been told of the epoch: it changed while somebody caught up. */
    private boolean epochUntold;

    private long lastOffset;
    private long delivered;
    /** How many subscriptions hold this state; guarded by the map of {@link Rooms}. */
    int holds;

    private volatile int sessions;

    RoomState(String name, RoomServices services) {
        this.key = StreamKey.room(name);
        this.services = services;
        this.order = new SerialExecutor(services.executor());
        this.teller = new PresenceTeller(name, subscriptions, services, order);
        this.bounds = new CatchUp.Bounds(services.catchUpFrames(), services.catchUpBytes());
    }

    String name() {
        return key.name();
    }

    int sessions() {
        return sessions;
    }

    /** Adds a subscription: it is answered, caught up, then live. */
    CompletableFuture<Void> join(Subscription subscription, JoinRequest request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        order.execute(() -> {
            subscription.watches = request.presence();
            subscriptions.add(subscription);
            sessions = subscriptions.count();
            catchUp(subscription, request, done);
        });
        return done;
    }

    /** Removes a subscription, if it is there; then runs what is to follow. */
    void leave(Subscription subscription, Runnable then) {
        order.execute(() -> {
            remove(subscription);
            then.run();
        });
    }

    /** Answers a second join with where the room is. */
    CompletableFuture<Void> answerAgain(Subscription subscription, JoinRequest request) {
        JoinRequest again = new JoinRequest(request.id(), request.answer(), Optional.empty(), false, 0, false);
        return services.backplane()
                .read(key, CatchUp.range(again, bounds))
                .thenAcceptAsync(
                        replay -> {
                            if (again.answer()) {
                                subscription.link.offer(
                                        Answers.joined(again.id(), key, replay.tail(), Optional.empty(), false));
                            }
                        },
                        order)
                .toCompletableFuture();
    }

    CompletableFuture<RoomPresence.Page> members(Optional<String> after, int limit) {
        return CompletableFuture.supplyAsync(() -> teller.presence().page(after, limit), order);
    }

    /** Completes when everything that was queued for the room before has been delivered to its members' queues. */
    CompletableFuture<Void> settled() {
        return CompletableFuture.runAsync(() -> {}, order);
    }

    void onRecord(StreamRecord record) {
        order.execute(() -> deliver(record));
    }

    void onRelay(Message message) {
        order.execute(() -> relay(message));
    }

    private void deliver(StreamRecord record) {
        boolean untold = epochUntold;
        epochUntold = false;
        boolean newEpoch = !record.position().epoch().equals(epoch);
        if (newEpoch) {
            epoch = record.position().epoch();
            for (int i = 0; i < subscriptions.count(); i++) {
                subscriptions.get(i).liveAfter = 0;
            }
        }
        lastOffset = record.position().offset();
        delivered++;
        Frame frame = Frames.message(key, record, newEpoch || untold);
        @Nullable String except = record.message().except().orElse(null);
        long offset = lastOffset;
        int told = 0;
        for (int i = 0, count = subscriptions.count(); i < count; i++) {
            Subscription to = subscriptions.get(i);
            if (to.live && offset > to.liveAfter && !excepted(to, except)) {
                to.link.offer(frame);
                told++;
            }
        }
        services.deliveries().add(told);
        if (services.events().heard()) {
            MessageBroadcast event = new MessageBroadcast(name(), Optional.of(record.position()), record.message());
            services.events().tell(listener -> listener.onMessage(event));
        }
    }

    private void relay(Message message) {
        Frame frame = Frames.ephemeral(name(), message);
        @Nullable String except = message.except().orElse(null);
        for (int i = 0; i < subscriptions.count(); i++) {
            Subscription to = subscriptions.get(i);
            if (to.live && !excepted(to, except)) {
                to.link.offerEphemeral(frame);
            }
        }
        services.deliveries().add(subscriptions.count());
        services.events().tell(listener -> listener.onMessage(new MessageBroadcast(name(), Optional.empty(), message)));
    }

    private void catchUp(Subscription subscription, JoinRequest request, CompletableFuture<Void> done) {
        long before = delivered;
        services.backplane()
                .read(key, CatchUp.range(request, bounds))
                .whenComplete((replay, failure) -> order.execute(() -> {
                    if (subscription.index < 0) {
                        done.complete(null);
                    } else if (failure != null) {
                        remove(subscription);
                        done.completeExceptionally(failure);
                    } else if (overtaken(replay, before)) {
                        catchUp(subscription, request, done);
                    } else {
                        goLive(subscription, request, replay);
                        done.complete(null);
                    }
                }));
    }

    /** Whether the room has delivered something that the replay does not hold. */
    private boolean overtaken(Replay replay, long before) {
        return replay.tail().epoch().equals(epoch) ? lastOffset > replay.tail().offset() : delivered != before;
    }

    private void goLive(Subscription subscription, JoinRequest request, Replay replay) {
        CatchUp plan = CatchUp.of(request, replay, fitting(subscription.link));
        boolean moves = request.since().isEmpty()
                || plan.gap().isEmpty() && plan.records().isEmpty();
        if (request.answer()) {
            subscription.link.offer(Answers.joined(request.id(), key, plan.tail(), plan.recovered(), moves));
        }
        String current = plan.tail().epoch();
        plan.gap().ifPresent(gap -> subscription.link.offer(Frames.gap(key, current, gap.from(), gap.to())));
        for (StreamRecord record : plan.records()) {
            if (!record.message().except().equals(Optional.of(subscription.participant.id()))) {
                subscription.link.offer(Frames.message(key, record, false));
            }
        }
        services.deliveries().add(plan.records().size());
        if (!current.equals(epoch)) {
            epochUntold = epoch != null;
            epoch = current;
            lastOffset = plan.tail().offset();
            for (int i = 0; i < subscriptions.count(); i++) {
                subscriptions.get(i).liveAfter = 0;
            }
        }
        subscription.liveAfter = plan.tail().offset();
        subscription.live = true;
        teller.joined(subscription);
    }

    /** At most half of what the link still takes, so that joins in a row leave room for each other and for what is live. */
    private CatchUp.Bounds fitting(Link link) {
        return new CatchUp.Bounds(
                Math.min(bounds.frames(), link.spareFrames() / 2), Math.min(bounds.bytes(), link.spareBytes() / 2));
    }

    private void remove(Subscription subscription) {
        boolean wasLive = subscription.live;
        if (subscriptions.remove(subscription)) {
            subscription.live = false;
            sessions = subscriptions.count();
            if (wasLive) {
                teller.left(subscription);
            }
        }
    }

    private static boolean excepted(Subscription to, @Nullable String session) {
        return session != null && to.participant.id().equals(session);
    }
}
