package io.algocratic.realtime.jakarta.internal.tyrus;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the connection over from HTTP. Made by the container, one for each upgrade; called by one thread at a time. */
public final class UpgradeHandler implements HttpUpgradeHandler {
    private @Nullable Upgrade upgrade;
    private volatile @Nullable Link link;

    /** Made by the container. */
    public UpgradeHandler() {}

    void prepare(Upgrade prepared) {
        this.upgrade = prepared;
    }

    @Override
    public void init(WebConnection connection) {
        Upgrade prepared = Objects.requireNonNull(upgrade);
        // A container may keep this object as long as the link: it must not keep the opening request as well.
        upgrade = null;
        try {
            link = Link.open(connection, prepared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        // The container closed the connection of itself; otherwise the link has ended already.
        Link served = link;
        if (served != null) {
            served.broken(LinkEnded.BY_CONTAINER);
        }
    }
}
