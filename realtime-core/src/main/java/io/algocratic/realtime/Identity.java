package io.algocratic.realtime;

import java.util.Map;

/**
 * Who authenticated. Many sessions may share one identity; two identities with the same name are the same person.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name a well-formed name, see {@link Names}; this is what others see
 * @param attributes whatever the authenticator knows, such as roles; never sent to clients
 */
public record Identity(String name, Map<String, String> attributes) {
    /**
     * Checks the name and copies the attributes.
     *
     * @param name a well-formed name, see {@link Names}; this is what others see
     * @param attributes whatever the authenticator knows, such as roles; never sent to clients
     * @throws IllegalArgumentException when the name is malformed or reserved
     */
    public Identity {
        Names.check("identity", name);
        attributes = Map.copyOf(attributes);
    }

    /**
     * An identity without attributes.
     *
     * @param name a well-formed name
     * @return the identity
     * @throws IllegalArgumentException when the name is malformed or reserved
     */
    public static Identity of(String name) {
        return new Identity(name, Map.of());
    }
}
