package io.algocratic.realtime.sse;

import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.StreamKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one stream is in the rooms it was opened with, and how that is written as an event id.
 *
 * <p>The id is {@code 1}, six characters that name the list of rooms, then for each room in the order of the request a
 * dot and, when its position is known, {@code epoch~offset} with the offset in base 36; an epoch of other characters than
 * letters, digits, {@code -} and {@code _} is written in base64url after a {@code =}. Names are not needed: a browser
 * reconnects with the same URL. It has at most {@value #MAX_BYTES} bytes of what Fetch counts as safe in a header, so it
 * alone triggers no preflight; a position that does not fit is left out, and its room is joined afresh.
 *
 * <p>The id comes back as untrusted input. What is not exactly such an id is ignored. It is not signed, and need not be:
 * it holds no identity and no rights, only how far the client says it is; the hub authorizes each join as if there were
 * no id, and a position it does not know costs a {@code gap}. A forged id asks for no message that {@code history} would
 * not give.
 *
 * <p>Called by one thread at a time.
 */
final class EventId {
    static final int MAX_BYTES = 128;
    /** A position takes at least four bytes of the id besides its dot; more rooms than this never fit in practice. */
    private static final int MAX_ROOMS = 16;

    private static final Pattern POSITION = Pattern.compile("(=?)([A-Za-z0-9_-]{1,110})~([0-9a-z]{1,13})");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private final String prefix;
    private final List<String> rooms;
    private final @Nullable StreamPosition[] positions;
    private boolean moved = true;

    EventId(List<String> rooms) {
        this.prefix = "1" + fingerprint(rooms);
        this.rooms = rooms.size() > MAX_ROOMS ? List.copyOf(rooms.subList(0, MAX_ROOMS)) : rooms;
        this.positions = new StreamPosition[this.rooms.size()];
    }

    /** Starts from an id the client gives; does nothing when it is not one of these rooms. */
    void restore(String id) {
        if (id.length() > MAX_BYTES || !id.startsWith(prefix)) {
            return;
        }
        String rest = id.substring(prefix.length());
        if (rest.isEmpty()) {
            return;
        }
        String[] parts = rest.split("\\.", -1);
        if (!parts[0].isEmpty() || parts.length > positions.length + 1) {
            return;
        }
        @Nullable StreamPosition[] read = new StreamPosition[positions.length];
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                Optional<StreamPosition> position = parse(parts[i]);
                if (position.isEmpty()) {
                    return;
                }
                read[i - 1] = position.get();
            }
        }
        System.arraycopy(read, 0, positions, 0, read.length);
    }

    /** The position in one of the rooms, by its place in the list. */
    Optional<StreamPosition> position(int room) {
        return room < positions.length ? Optional.ofNullable(positions[room]) : Optional.empty();
    }

    /** Takes the positions of frames on their way to the client. */
    void follow(List<Frame> frames) {
        for (Frame frame : frames) {
            Optional<StreamKey> stream = frame.stream();
            if (stream.isPresent() && stream.get().kind() == StreamKey.Kind.ROOM) {
                int room = rooms.indexOf(stream.get().name());
                if (room >= 0) {
                    positions[room] = frame.position().orElse(positions[room]);
                    moved = true;
                }
            }
        }
    }

    /** The id, if a position has moved since the last call; the first call has one in any case. */
    Optional<String> news() {
        if (!moved) {
            return Optional.empty();
        }
        moved = false;
        return Optional.of(write());
    }

    private String write() {
        StringBuilder id = new StringBuilder(prefix);
        int skipped = 0;
        for (StreamPosition position : positions) {
            String text = position == null ? "" : "." + write(position);
            if (text.isEmpty() || id.length() + skipped + text.length() > MAX_BYTES) {
                skipped++;
            } else {
                id.append(".".repeat(skipped)).append(text);
                skipped = 0;
            }
        }
        return id.toString();
    }

    private static String write(StreamPosition position) {
        String epoch = position.epoch();
        String text = PLAIN.matcher(epoch).matches()
                ? epoch
                : "=" + Base64.getUrlEncoder().withoutPadding().encodeToString(epoch.getBytes(StandardCharsets.UTF_8));
        return text + "~" + Long.toString(position.offset(), 36);
    }

    private static Optional<StreamPosition> parse(String text) {
        Matcher parts = POSITION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String epoch = parts.group(2);
            if (!parts.group(1).isEmpty()) {
                epoch = new String(Base64.getUrlDecoder().decode(epoch), StandardCharsets.UTF_8);
            }
            return Optional.of(new StreamPosition(epoch, Long.parseLong(parts.group(3), 36)));
        } catch (IllegalArgumentException e) {
            // Not base64url, or an offset beyond 63 bits.
            return Optional.empty();
        }
    }

    /** Tells lists of rooms apart by mistake, not by malice: 36 bits are enough for a changed page. */
    private static String fingerprint(List<String> rooms) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String room : rooms) {
                sha.update(room.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            byte[] hash = Arrays.copyOf(sha.digest(), 6);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
