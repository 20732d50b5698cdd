package io.algocratic.realtime.internal.hub;

import io.algocratic.realtime.Hub;

/** The hub. */
public abstract class DefaultHub implements Hub {
    private DefaultHub() {}

    public static Hub start(HubConfig config) {
        throw new IllegalStateException("engine follows " + config);
    }
}
