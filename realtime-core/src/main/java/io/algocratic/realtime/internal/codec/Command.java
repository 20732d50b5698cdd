package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.StreamPosition;
import java.util.Optional;

/** A command of a client, well formed and with checked names; wire protocol, "Commands". */
public sealed interface Command {
    /** What to answer with, when the client wants an answer. */
    Optional<CommandId> id();

    /** The room to name in an error, because there is no id: for a join of an opening request. */
    default Optional<String> errorRoom() {
        return Optional.empty();
    }

    /** Passes this command to its handler. */
    <R> R dispatch(Handler<R> handler);

    /** One method for each command. */
    interface Handler<R> {
        R hello(Hello command);

        R join(Join command);

        R leave(Leave command);

        R publish(Publish command);

        R send(Send command);

        R members(Members command);

        R history(History command);

        R pong(Pong command);

        R bye(Bye command);
    }

    /** Opens a session. */
    record Hello(Optional<CommandId> id, Optional<String> token, Optional<String> device) implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.hello(this);
        }
    }

    /**
     * Joins a room. One that came with an opening request is answered without an id.
     *
     * @param history the latest messages wanted when there is no {@code since}
     */
    record Join(
            Optional<CommandId> id,
            boolean opening,
            String room,
            Optional<StreamPosition> since,
            int history,
            boolean presence)
            implements Command {
        @Override
        public Optional<String> errorRoom() {
            return opening ? Optional.of(room) : Optional.empty();
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.join(this);
        }
    }

    /** Leaves a room. */
    record Leave(Optional<CommandId> id, String room) implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.leave(this);
        }
    }

    /**
     * Publishes to a room.
     *
     * @param message type, data and class; not yet sender and time
     */
    record Publish(Optional<CommandId> id, String room, Message message, boolean echo) implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.publish(this);
        }
    }

    /**
     * Sends to an identity.
     *
     * @param message type, data and class; not yet sender and time
     */
    record Send(Optional<CommandId> id, String to, Message message) implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.send(this);
        }
    }

    /** Asks who is in a room. */
    record Members(Optional<CommandId> id, String room, Optional<String> after, int limit) implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.members(this);
        }
    }

    /** Asks for earlier messages of a room; at most one of the bounds is given. */
    record History(Optional<CommandId> id, String room, Optional<Long> before, Optional<Long> after, int limit)
            implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.history(this);
        }
    }

    /** Answers a ping. */
    record Pong(Optional<CommandId> id) implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.pong(this);
        }
    }

    /** Ends the session. */
    record Bye(Optional<CommandId> id) implements Command {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.bye(this);
        }
    }
}
