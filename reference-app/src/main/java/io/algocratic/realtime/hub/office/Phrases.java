package io.algocratic.realtime.hub.office;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the slots of the lines of one conversation: the same slot keeps its value there, so that a ticket stays the
 * ticket; <code>{weekday2}</code> is another weekday than <code>{weekday}</code>. Confined to one thread.
 */
final class Phrases {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)(2?)}");

    private final Map<String, List<String>> slots;
    private final RandomGenerator random;
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, Integer> chosen = new HashMap<>();

    Phrases(Map<String, List<String>> slots, RandomGenerator random) {
        this.slots = slots;
        this.random = random;
    }

    /** Gives a slot its value, such as the person a conversation is with. */
    Phrases with(String slot, String value) {
        given.put(slot, value);
        return this;
    }

    String fill(String line) {
        String filled = SLOT.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(
                        valueOf(found.group(1), found.group(2).isEmpty() ? 0 : 1)));
        return filled.substring(0, 1).toUpperCase(Locale.ROOT) + filled.substring(1);
    }

    private String valueOf(String slot, int further) {
        String value = given.get(slot);
        if (value != null) {
            return value;
        }
        List<String> values = slots.get(slot);
        if (values == null) {
            throw new IllegalArgumentException("no values for the slot " + slot);
        }
        int first = chosen.computeIfAbsent(slot, unused -> random.nextInt(values.size()));
        return values.get((first + further) % values.size());
    }
}
