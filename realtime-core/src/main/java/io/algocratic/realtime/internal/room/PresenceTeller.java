package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.Member;
import io.algocratic.realtime.PresenceDiff;
import io.algocratic.realtime.event.PresenceChanged;
import io.algocratic.realtime.internal.codec.PresenceFrames;
import io.algocratic.realtime.internal.order.SerialExecutor;
import io.algocratic.realtime.internal.presence.RoomPresence;
import io.algocratic.realtime.spi.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a room's watchers who is here, gathered over an interval: newcomers get the state, the others the difference,
 * each encoded once; above a size everybody gets the count. Confined to the room's order.
 */
final class PresenceTeller {
    private final RoomPresence presence;
    private final Subscriptions subscriptions;
    private final RoomServices services;
    private final SerialExecutor order;
    private final String room;
    private boolean scheduled;
    private boolean counting;

    PresenceTeller(String room, Subscriptions subscriptions, RoomServices services, SerialExecutor order) {
        this.room = room;
        this.presence = new RoomPresence(room);
        this.subscriptions = subscriptions;
        this.services = services;
        this.order = order;
    }

    RoomPresence presence() {
        return presence;
    }

    void joined(Subscription subscription) {
        Participant who = subscription.participant;
        presence.join(
                subscription,
                who.name(),
                new Member.Meta(who.device(), "online", services.clock().instant()));
        tellSoon();
    }

    void left(Subscription subscription) {
        presence.leave(subscription, subscription.participant.name());
        tellSoon();
    }

    private void tellSoon() {
        if (!scheduled) {
            scheduled = true;
            services.scheduler()
                    .schedule(
                            () -> services.executor().execute(() -> order.execute(this::tell)),
                            services.presenceInterval());
        }
    }

    private void tell() {
        scheduled = false;
        Optional<PresenceDiff> diff = presence.takeDiff();
        diff.ifPresent(changed -> services.events().tell(l -> l.onPresence(new PresenceChanged(changed))));
        boolean countedBefore = counting;
        counting = presence.sessions() > services.presenceMembers();
        Frames frames = new Frames(diff, countedBefore && !counting);
        int told = 0;
        for (int i = 0; i < subscriptions.count(); i++) {
            Subscription to = subscriptions.get(i);
            Frame frame = to.watches && to.live ? frames.forOne(to) : null;
            if (frame != null) {
                to.link.offer(frame);
                told++;
            }
        }
        services.deliveries().add(told);
    }

    /** What is told in one round, each frame made on first need. */
    private final class Frames {
        private final Optional<PresenceDiff> diff;
        private final boolean fresh;
        private @Nullable Frame state;
        private @Nullable Frame change;

        Frames(Optional<PresenceDiff> diff, boolean fresh) {
            this.diff = diff;
            this.fresh = fresh;
        }

        @Nullable
        Frame forOne(Subscription to) {
            boolean wantsState = fresh || !to.knowsState;
            to.knowsState = true;
            if (!wantsState && diff.isEmpty()) {
                return null;
            }
            return counting || wantsState ? state() : change();
        }

        private Frame state() {
            Frame known = state;
            if (known == null) {
                known = counting
                        ? PresenceFrames.count(room, presence.revision(), presence.count())
                        : PresenceFrames.state(room, presence.revision(), presence.all());
                state = known;
            }
            return known;
        }

        private Frame change() {
            Frame known = change;
            if (known == null) {
                known = PresenceFrames.diff(diff.orElseThrow());
                change = known;
            }
            return known;
        }
    }
}
