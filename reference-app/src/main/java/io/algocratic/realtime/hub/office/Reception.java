package io.algocratic.realtime.hub.office;

import io.algocratic.realtime.hub.office.Script.Line;
import io.algocratic.realtime.hub.office.Script.RoomScript;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Decides whether and how a visitor is answered: not every line, and one answer at a time in a room, however much a
 * visitor writes. Confined to one thread.
 */
final class Reception {
    private static final Pattern GREETING = Pattern.compile("\\b(hi|hello|hey|morning|good day|greetings)\\b");

    private final Script script;
    private final RandomGenerator random;
    private final Map<String, Long> lastHeard = new HashMap<>();
    private final Set<String> answering = new HashSet<>();

    Reception(Script script, RandomGenerator random) {
        this.script = script;
        this.random = random;
    }

    /** Tells whether to answer; the same line of a room is judged once, however many employees heard it. */
    boolean take(String room, long offset) {
        if (!script.rooms().containsKey(room) || lastHeard.getOrDefault(room, -1L) >= offset) {
            return false;
        }
        lastHeard.put(room, offset);
        return random.nextInt(4) != 0 && answering.add(room);
    }

    Line answer(String room, String visitor, String text) {
        RoomScript scripted = script.room(room);
        List<String> candidates =
                GREETING.matcher(text.toLowerCase(Locale.ROOT)).find()
                        ? script.greetings()
                        : text.contains("?") ? script.answers() : scripted.replies();
        String line = candidates.get(random.nextInt(candidates.size()));
        List<String> there = script.peopleOf(room);
        String who = there.get(random.nextInt(there.size()));
        return new Line(
                who, new Phrases(script.slots(), random).with("person", visitor).fill(line));
    }

    void done(String room) {
        answering.remove(room);
    }
}
