package io.algocratic.realtime.internal.hub;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes session ids, epochs and guest names from one source of chance. Thread-safe when the source is. */
final class RandomNames {
    private static final int SESSION_BYTES = 18;
    private static final int EPOCH_BYTES = 6;

    private final RandomGenerator random;

    RandomNames(RandomGenerator random) {
        this.random = random;
    }

    /** 144 bits: nobody guesses one. */
    String session() {
        return text(SESSION_BYTES);
    }

    /** 48 bits: no two incarnations of a stream share one. */
    String epoch() {
        return text(EPOCH_BYTES);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
