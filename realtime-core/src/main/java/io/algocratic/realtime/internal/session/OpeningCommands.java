package io.algocratic.realtime.internal.session;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.Names;
import io.algocratic.realtime.internal.codec.Command;
import io.algocratic.realtime.internal.codec.CommandLimits;
import io.algocratic.realtime.internal.codec.CommandSource;
import io.algocratic.realtime.internal.codec.Refusal;
import io.algocratic.realtime.spi.Opening;
import java.util.Iterator;
import java.util.Optional;

/** The hello and the joins of an opening request, as commands. Confined to one thread. */
final class OpeningCommands implements CommandSource {
    private final Opening opening;
    private final CommandLimits limits;
    private final Iterator<Opening.RoomRequest> rooms;
    private boolean greeted;

    OpeningCommands(Opening opening, CommandLimits limits) {
        this.opening = opening;
        this.limits = limits;
        this.rooms = opening.rooms().iterator();
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public Optional<Command> next() {
        if (!greeted) {
            greeted = true;
            opening.device().ifPresent(device -> check("device", device));
            return Optional.of(new Command.Hello(Optional.empty(), opening.token(), opening.device()));
        }
        if (!rooms.hasNext()) {
            return Optional.empty();
        }
        Opening.RoomRequest request = rooms.next();
        try {
            check("room", request.room());
        } catch (Refusal e) {
            throw e.answering(Optional.empty(), Optional.of(request.room()));
        }
        int history = Math.max(0, Math.min(request.history(), limits.historyPage()));
        return Optional.of(
                new Command.Join(Optional.empty(), true, request.room(), request.since(), history, request.presence()));
    }

    private static void check(String field, String name) {
        Names.problem(name).ifPresent(problem -> {
            throw Refusal.of(ErrorCode.BAD_REQUEST, field + " " + problem);
        });
        if (Names.reserved(name)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "names beginning with $ are the hub's own: " + field);
        }
    }
}
