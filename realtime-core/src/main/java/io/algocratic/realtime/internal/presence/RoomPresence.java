package io.algocratic.realtime.internal.presence;

import io.algocratic.realtime.Member;
import io.algocratic.realtime.PresenceDiff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is in one room, and what changed since it was last told. Confined to the room's order.
 *
 * <p>A second session of somebody who is here is an update, not a join; who came and went between two differences is in
 * neither.
 */
public final class RoomPresence {
    private final String room;
    private final TreeMap<String, List<Entry>> members = new TreeMap<>();
    /** Identities that changed since the last difference, and whether they were here then. */
    private final Map<String, Boolean> touched = new HashMap<>();

    private long revision;
    private int sessions;

    private record Entry(Object session, Member.Meta meta) {}

    /** A page of members and whether more follow. */
    public record Page(List<Member> members, int count, boolean more) {}

    /**
     * Nobody is here yet.
     *
     * @param room the name of the room
     */
    public RoomPresence(String room) {
        this.room = room;
    }

    /** A session of an identity is here. */
    public void join(Object session, String identity, Member.Meta meta) {
        List<Entry> entries = members.get(identity);
        touched.putIfAbsent(identity, entries != null);
        if (entries == null) {
            entries = new ArrayList<>(1);
            members.put(identity, entries);
        }
        entries.add(new Entry(session, meta));
        sessions++;
    }

    /** A session of an identity is not here any more. */
    public void leave(Object session, String identity) {
        List<Entry> entries = members.get(identity);
        if (entries == null || !entries.removeIf(entry -> entry.session() == session)) {
            return;
        }
        sessions--;
        touched.putIfAbsent(identity, true);
        if (entries.isEmpty()) {
            members.remove(identity);
        }
    }

    /** How many identities are here. */
    public int count() {
        return members.size();
    }

    /** How many sessions are here; each has an entry in the state. */
    public int sessions() {
        return sessions;
    }

    /** Grows with each difference. */
    public long revision() {
        return revision;
    }

    /** Everybody, by identity. */
    public List<Member> all() {
        List<Member> all = new ArrayList<>(members.size());
        members.forEach((identity, entries) -> all.add(member(identity, entries)));
        return all;
    }

    /** A page of members by identity, after one. */
    public Page page(Optional<String> after, int limit) {
        NavigableMap<String, List<Entry>> rest = after.<NavigableMap<String, List<Entry>>>map(
                        identity -> members.tailMap(identity, false))
                .orElse(members);
        List<Member> page = new ArrayList<>();
        for (Map.Entry<String, List<Entry>> entry : rest.entrySet()) {
            if (page.size() == limit) {
                return new Page(page, members.size(), true);
            }
            page.add(member(entry.getKey(), entry.getValue()));
        }
        return new Page(page, members.size(), false);
    }

    /**
     * What changed since the last call, with the next revision.
     *
     * @return the difference, or nothing when there is none
     */
    public Optional<PresenceDiff> takeDiff() {
        List<Member> joined = new ArrayList<>();
        List<String> left = new ArrayList<>();
        List<Member> updated = new ArrayList<>();
        touched.forEach((identity, wasHere) -> {
            @Nullable List<Entry> entries = members.get(identity);
            if (entries == null) {
                if (wasHere) {
                    left.add(identity);
                }
            } else {
                (wasHere ? updated : joined).add(member(identity, entries));
            }
        });
        touched.clear();
        if (joined.isEmpty() && left.isEmpty() && updated.isEmpty()) {
            return Optional.empty();
        }
        revision++;
        return Optional.of(new PresenceDiff(room, revision, joined, left, updated));
    }

    private static Member member(String identity, List<Entry> entries) {
        return new Member(identity, entries.stream().map(Entry::meta).toList());
    }
}
