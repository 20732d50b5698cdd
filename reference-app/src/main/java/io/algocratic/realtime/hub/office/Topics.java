package io.algocratic.realtime.hub.office;

import io.algocratic.realtime.hub.office.Script.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What is talked about next: each room goes through all of its threads in a shuffled order before one comes again, and
 * holds one conversation at a time. Confined to one thread.
 */
final class Topics {
    private final Script script;
    private final RandomGenerator random;
    private final List<String> rooms;
    private final Map<String, Deque<List<Line>>> decks = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    Topics(Script script, RandomGenerator random) {
        this.script = script;
        this.random = random;
        // Sorted, so that the same seed says the same.
        this.rooms = script.rooms().keySet().stream().sorted().toList();
    }

    Optional<Conversation> anywhere() {
        return in(rooms.get(random.nextInt(rooms.size())));
    }

    /** Begins the room's next conversation, unless one is going on. */
    Optional<Conversation> in(String room) {
        if (!busy.add(room)) {
            return Optional.empty();
        }
        Deque<List<Line>> deck = decks.computeIfAbsent(room, unused -> new ArrayDeque<>());
        if (deck.isEmpty()) {
            List<List<Line>> shuffled = new ArrayList<>(script.room(room).threads());
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            deck.addAll(shuffled);
        }
        return Optional.of(new Conversation(room, deck.pop(), new Phrases(script.slots(), random)));
    }

    void over(Conversation conversation) {
        busy.remove(conversation.room());
    }
}
