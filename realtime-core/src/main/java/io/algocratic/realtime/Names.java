package io.algocratic.realtime;

import java.util.Optional;

/**
 * The rule for names of rooms, message types, identities and devices.
 *
 * <p>A name has 1 to {@value #MAX_BYTES} bytes of UTF-8, holds no control character (U+0000 to U+001F, U+007F to
 * U+009F) and no lone surrogate, and is compared as given. Names that begin with {@code $} belong to the hub.
 *
 * <p>Thread-safe. Follows the wire protocol, version 1, "Framing" and rule 13.
 */
public final class Names {
    /** The longest name, in bytes of UTF-8. */
    public static final int MAX_BYTES = 128;

    private Names() {}

    /**
     * Says what is wrong with a name.
     *
     * @param name any text
     * @return a clause such as "is empty", or nothing when the name is well formed
     */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (name.length() > MAX_BYTES) {
            return tooLong();
        }
        int bytes = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                return Optional.of("has a control character");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == name.length()
                        || !Character.isLowSurrogate(name.charAt(i + 1))) {
                    return Optional.of("has a lone surrogate");
                }
                i++;
                bytes += 4;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes > MAX_BYTES ? tooLong() : Optional.empty();
    }

    /**
     * Tells whether a name is reserved for the hub.
     *
     * @param name any text
     * @return true when it begins with {@code $}
     */
    public static boolean reserved(String name) {
        return name.startsWith("$");
    }

    /**
     * Returns the name when it is well formed and not reserved.
     *
     * @param what what it names, for the message, such as "room"
     * @param name the name
     * @return the same name
     * @throws IllegalArgumentException when it is malformed or reserved; the message says how, and never holds the name
     */
    public static String check(String what, String name) {
        Optional<String> problem = problem(name);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("the name of the " + what + " " + problem.get());
        }
        if (reserved(name)) {
            throw new IllegalArgumentException("names of a " + what + " beginning with $ are the hub's own");
        }
        return name;
    }

    private static Optional<String> tooLong() {
        return Optional.of("is longer than " + MAX_BYTES + " bytes");
    }
}
