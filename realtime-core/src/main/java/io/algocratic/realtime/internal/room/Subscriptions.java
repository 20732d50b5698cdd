package io.algocratic.realtime.internal.room;

import java.util.ArrayList;

/** The subscriptions of one room, in no order; joining and leaving cost the same however many there are. Confined. */
final class Subscriptions {
    private final ArrayList<Subscription> all = new ArrayList<>(4);

    int count() {
        return all.size();
    }

    Subscription get(int index) {
        return all.get(index);
    }

    void add(Subscription subscription) {
        subscription.index = all.size();
        all.add(subscription);
    }

    /** Moves the last one into the hole; tells whether it was there. */
    boolean remove(Subscription subscription) {
        int hole = subscription.index;
        if (hole < 0) {
            return false;
        }
        Subscription last = all.remove(all.size() - 1);
        if (last != subscription) {
            all.set(hole, last);
            last.index = hole;
        }
        subscription.index = -1;
        return true;
    }
}
