package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.ErrorCode;
import java.util.Optional;

/** A command is refused. Has no stack trace, because a peer decides how often it is thrown. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Optional<CommandId> id;
    private final transient Optional<String> room;
    private final boolean endsFrame;

    private Refusal(ErrorCode code, String reason, Optional<CommandId> id, Optional<String> room, boolean endsFrame) {
        super(reason, null, false, false);
        this.code = code;
        this.id = id;
        this.room = room;
        this.endsFrame = endsFrame;
    }

    /** The command is refused; the ones after it in its frame are not. */
    public static Refusal of(ErrorCode code, String reason) {
        return new Refusal(code, reason, Optional.empty(), Optional.empty(), false);
    }

    /** The text is not JSON any more; nothing after it can be read. */
    static Refusal malformed(String reason) {
        return new Refusal(ErrorCode.BAD_REQUEST, reason, Optional.empty(), Optional.empty(), true);
    }

    /** The same, as the answer to a command. */
    public Refusal answering(Optional<CommandId> command, Optional<String> namedRoom) {
        return new Refusal(code, reason(), command, namedRoom, endsFrame);
    }

    public ErrorCode code() {
        return code;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    public Optional<CommandId> id() {
        return id;
    }

    /** The room to name in the error, for a join of an opening request. */
    public Optional<String> room() {
        return room;
    }

    boolean endsFrame() {
        return endsFrame;
    }
}
