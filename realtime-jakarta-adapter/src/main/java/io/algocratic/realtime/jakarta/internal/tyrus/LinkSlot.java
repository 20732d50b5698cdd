package io.algocratic.realtime.jakarta.internal.tyrus;

import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries a link through Tyrus to its endpoint. A principal, because that is the one object of the opening request that
 * Tyrus hands on.
 */
final class LinkSlot implements Principal {
    private @Nullable Link link;

    void set(Link value) {
        link = value;
    }

    Link link() {
        return Objects.requireNonNull(link);
    }

    @Override
    public String getName() {
        return "link";
    }
}
