package io.algocratic.realtime.internal.session;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.MessageClass;
import io.algocratic.realtime.RealtimeException;
import io.algocratic.realtime.internal.codec.Answers;
import io.algocratic.realtime.internal.codec.Command;
import io.algocratic.realtime.internal.codec.CommandId;
import io.algocratic.realtime.internal.codec.Refusal;
import io.algocratic.realtime.internal.room.JoinRequest;
import io.algocratic.realtime.internal.room.Subscription;
import io.algocratic.realtime.spi.Authorizer.Action;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.StreamRange;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each command of an open session does. Called by one thread at a time; each stage completes when its command is
 * answered, and never exceptionally. Throws {@link Refusal} for what can be refused at once.
 */
final class CommandHandler implements Command.Handler<CompletableFuture<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    private final Engine engine;
    private final DefaultSession session;
    private final Consumer<Refusal> refusals;

    /**
     * A handler for one session.
     *
     * @param refusals answers a command with an error
     */
    CommandHandler(Engine engine, DefaultSession session, Consumer<Refusal> refusals) {
        this.engine = engine;
        this.session = session;
        this.refusals = refusals;
    }

    @Override
    public CompletableFuture<?> hello(Command.Hello command) {
        throw Refusal.of(ErrorCode.CONFLICT, "this link has said hello already");
    }

    @Override
    public CompletableFuture<?> join(Command.Join command) {
        allow(Action.JOIN, command.room());
        boolean reads = command.history() > 0 || command.since().isPresent();
        boolean mayReplay = !reads || allowed(Action.HISTORY, command.room());
        JoinRequest request = new JoinRequest(
                command.id(),
                command.opening() || command.id().isPresent(),
                command.since(),
                mayReplay,
                command.history(),
                command.presence());
        Subscription known = session.subscription(command.room());
        if (known != null) {
            return answered(command, engine.rooms().answerAgain(known, request));
        }
        if (session.roomCount() >= engine.server().roomsPerSession()) {
            throw Refusal.of(
                    ErrorCode.LIMIT_REACHED,
                    "a session joins at most " + engine.server().roomsPerSession() + " rooms; leave one first");
        }
        Subscription subscription = engine.rooms().subscribe(command.room(), session);
        if (!session.add(subscription)) {
            engine.rooms().leave(subscription);
            return DONE;
        }
        CompletableFuture<Void> joined = engine.rooms().join(subscription, request);
        return answered(command, joined.whenComplete((ok, failure) -> {
            if (failure != null && session.remove(subscription)) {
                engine.rooms().leave(subscription);
            }
        }));
    }

    @Override
    public CompletableFuture<?> leave(Command.Leave command) {
        Subscription subscription = session.subscription(command.room());
        if (subscription == null || !session.remove(subscription)) {
            throw notJoined();
        }
        CompletableFuture<Void> left = new CompletableFuture<>();
        engine.rooms().leave(subscription, () -> {
            answer(command.id(), Answers::done);
            left.complete(null);
        });
        return left;
    }

    @Override
    public CompletableFuture<?> publish(Command.Publish command) {
        mustHaveJoined(command.room());
        allow(Action.PUBLISH, command.room());
        StreamKey stream = StreamKey.room(command.room());
        Message message = stamped(command.message(), !command.echo());
        if (message.messageClass() == MessageClass.EPHEMERAL) {
            engine.backplane().relay(stream, message);
            return answered(
                    command, engine.rooms().settled(command.room()).thenRun(() -> answer(command.id(), Answers::done)));
        }
        return answered(command, engine.backplane().append(stream, message).thenCompose(position -> {
            engine.published().increment();
            return engine.rooms()
                    .settled(command.room())
                    .thenRun(() -> answer(command.id(), id -> Answers.published(id, position)));
        }));
    }

    @Override
    public CompletableFuture<?> send(Command.Send command) {
        allow(Action.SEND, command.to());
        Message message = stamped(command.message(), false);
        return answered(
                command,
                engine.addressees()
                        .send(command.to(), message)
                        .thenAccept(position -> answer(
                                command.id(),
                                id -> position.map(at -> Answers.sent(id, at))
                                        .orElseThrow(() -> Refusal.of(
                                                ErrorCode.UNAVAILABLE,
                                                "the addressee is not connected; the message was not kept")))));
    }

    @Override
    public CompletableFuture<?> members(Command.Members command) {
        mustHaveJoined(command.room());
        allow(Action.MEMBERS, command.room());
        return answered(
                command,
                engine.rooms()
                        .members(command.room(), command.after(), command.limit())
                        .thenAccept(page -> answer(
                                command.id(), id -> Answers.members(id, page.members(), page.count(), page.more()))));
    }

    @Override
    public CompletableFuture<?> history(Command.History command) {
        mustHaveJoined(command.room());
        allow(Action.HISTORY, command.room());
        StreamRange range = new StreamRange(
                command.after().orElse(-1L),
                command.before().orElse(Long.MAX_VALUE),
                command.limit(),
                command.after().isEmpty());
        return answered(
                command,
                engine.backplane()
                        .read(StreamKey.room(command.room()), range)
                        .thenAccept(replay -> answer(
                                command.id(),
                                id -> Answers.history(id, command.room(), replay.records(), replay.more()))));
    }

    @Override
    public CompletableFuture<?> pong(Command.Pong command) {
        answer(command.id(), Answers::done);
        return DONE;
    }

    @Override
    public CompletableFuture<?> bye(Command.Bye command) {
        session.close(CloseReason.DONE);
        return DONE;
    }

    private Message stamped(Message message, boolean exceptSession) {
        var builder = message.toBuilder().from(session.name()).at(engine.clock().instant());
        return (exceptSession ? builder.except(session.id()) : builder).build();
    }

    private void mustHaveJoined(String room) {
        if (!session.joined(room)) {
            throw notJoined();
        }
    }

    private static Refusal notJoined() {
        return Refusal.of(ErrorCode.NOT_JOINED, "join the room first");
    }

    private void allow(Action action, String target) {
        if (!allowed(action, target)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "you may not do this here");
        }
    }

    private boolean allowed(Action action, String target) {
        try {
            return engine.authorizer().allows(session.identity(), action, target);
        } catch (RuntimeException e) {
            LOG.error("the authorizer failed; the command is refused", e);
            throw Refusal.of(ErrorCode.INTERNAL, "it could not be decided whether you may do this");
        }
    }

    private void answer(Optional<CommandId> id, Function<CommandId, Frame> frame) {
        id.ifPresent(value -> session.link().offer(frame.apply(value)));
    }

    /** Turns a failure into an error that the client gets, so that the stage never fails. */
    private CompletableFuture<?> answered(Command command, CompletionStage<?> stage) {
        return stage.<Object>handle((result, failure) -> {
                    if (failure != null) {
                        refusals.accept(refusalOf(failure).answering(command.id(), command.errorRoom()));
                    }
                    return Boolean.TRUE;
                })
                .toCompletableFuture();
    }

    private static Refusal refusalOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof RealtimeException known) {
            return Refusal.of(known.code(), String.valueOf(known.getMessage()));
        }
        LOG.error("a command failed", cause);
        return Refusal.of(ErrorCode.INTERNAL, "the hub failed; try again");
    }
}
