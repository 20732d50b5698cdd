package io.algocratic.realtime.internal.session;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.event.CommandRefused;
import io.algocratic.realtime.internal.codec.Answers;
import io.algocratic.realtime.internal.codec.Command;
import io.algocratic.realtime.internal.codec.CommandReader;
import io.algocratic.realtime.internal.codec.Frames;
import io.algocratic.realtime.internal.codec.Refusal;
import io.algocratic.realtime.internal.flush.Link;
import io.algocratic.realtime.spi.Authenticator.Authentication;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Opening;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbound half of one link. States: Awaiting hello, Authenticating, Open, Ended. Thread-safe as {@link Connection}
 * says.
 */
public final class DefaultConnection implements Connection, CommandPump.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultConnection.class);
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    private final Engine engine;
    private final Link link;
    private final CommandPump pump;
    private final Consumer<DefaultConnection> onEnded;
    /** Forgotten once the peer is authenticated. */
    private volatile @Nullable Handshake handshake;
    /** Set once, by the hello. */
    private volatile @Nullable CommandHandler handler;

    private volatile @Nullable DefaultSession session;
    /** Guarded by this. */
    private boolean ended;

    /** Opens the link of a connection, which is the link's owner. */
    @FunctionalInterface
    public interface LinkOpener {
        /** Opens it. */
        Link open(Link.Owner owner);
    }

    /**
     * A connection that awaits its hello.
     *
     * @param onEnded told once, when this link is of no more use
     */
    public DefaultConnection(
            Engine engine, LinkOpener links, Handshake handshake, Consumer<DefaultConnection> onEnded) {
        this.engine = engine;
        this.handshake = handshake;
        this.onEnded = onEnded;
        this.pump = new CommandPump(this, engine.executor(), 4 * engine.limits().commandBytes());
        this.link = links.open(this::end);
    }

    @Override
    public void open(Opening opening) {
        pump.feed(new OpeningCommands(opening, engine.limits()));
    }

    @Override
    public void receive(String text) {
        link.heard();
        pump.feed(new CommandReader(text, engine.limits()));
    }

    @Override
    public void refuse(CloseReason reason) {
        end(Optional.of(reason));
        link.close(reason);
    }

    @Override
    public void closed() {
        link.gone();
        end(Optional.empty());
    }

    /** Tells the client that the hub is going away, and closes. */
    public void drain(CloseReason reason, Duration reconnectAfter) {
        link.offer(Frames.goaway(reason, reconnectAfter));
        refuse(reason);
    }

    @Override
    public CompletableFuture<?> apply(Command command) {
        CommandHandler open = handler;
        DefaultSession known = session;
        if (known != null && !known.open()) {
            // Closed, while its link still flushes: it says nothing any more.
            return DONE;
        }
        try {
            if (open != null) {
                return command.dispatch(open);
            }
            if (command instanceof Command.Hello hello) {
                return hello(hello);
            }
            refuse(CloseReason.PROTOCOL_ERROR.because("say hello first"));
        } catch (Refusal refusal) {
            answer(refusal.answering(command.id(), command.errorRoom()), 0);
        } catch (RuntimeException e) {
            LOG.error("a command failed", e);
            Refusal refusal = Refusal.of(ErrorCode.INTERNAL, "the hub failed; try again");
            answer(refusal.answering(command.id(), command.errorRoom()), 0);
        }
        return DONE;
    }

    @Override
    public void refuse(Refusal refusal, int size) {
        if (handler == null) {
            count(refusal, size);
            refuse(CloseReason.PROTOCOL_ERROR.because("a good hello comes first: " + refusal.reason()));
        } else {
            answer(refusal, size);
        }
    }

    @Override
    public void overflow() {
        refuse(CloseReason.RATE_LIMITED.because("too many commands are waiting"));
    }

    private void answer(Refusal refusal, int size) {
        link.offer(Answers.error(refusal.id(), refusal.room(), refusal.code(), refusal.reason()));
        count(refusal, size);
    }

    private void count(Refusal refusal, int size) {
        engine.refused().increment();
        LOG.debug(
                "refused a command: {}, frame of {} characters", refusal.code().wire(), size);
        DefaultSession known = session;
        Optional<String> id = known == null ? Optional.empty() : Optional.of(known.id());
        engine.events().tell(listener -> listener.onRefused(new CommandRefused(id, refusal.code(), size)));
    }

    private CompletableFuture<?> hello(Command.Hello hello) {
        Handshake known = handshake;
        if (known == null) {
            return DONE;
        }
        CompletionStage<Authentication> decision;
        try {
            decision = Objects.requireNonNull(
                    engine.authenticator().authenticate(known, hello.token()), "the authenticator returned null");
        } catch (RuntimeException e) {
            decision = CompletableFuture.failedFuture(e);
        }
        return decision.handle((outcome, failure) -> {
                    if (failure != null) {
                        LOG.error("the authenticator failed; the peer is refused", failure);
                    }
                    return outcome;
                })
                .thenCompose(outcome -> {
                    if (outcome instanceof Authentication.Accepted accepted) {
                        return welcome(accepted.identity(), hello, known.secret());
                    }
                    String why = outcome instanceof Authentication.Refused refused ? refused.reason() : "unauthorized";
                    refuse(CloseReason.UNAUTHORIZED.because(why));
                    return CompletableFuture.completedFuture(null);
                })
                .toCompletableFuture();
    }

    private CompletionStage<Void> welcome(Identity identity, Command.Hello hello, Optional<String> secret) {
        DefaultSession opened = new DefaultSession(engine, identity, hello.device(), link);
        return engine.addressees().connect(identity.name(), link, position -> {
            opened.begin();
            boolean late;
            synchronized (this) {
                session = opened;
                handshake = null;
                handler = new CommandHandler(engine, opened, refusal -> answer(refusal, 0));
                late = ended;
            }
            link.greeted();
            link.offer(Frames.welcome(hello.id(), opened.id(), identity.name(), position, secret, engine.server()));
            if (late) {
                // The link ended while the peer was authenticated.
                opened.end(Optional.empty());
            }
        });
    }

    private void end(Optional<CloseReason> reason) {
        DefaultSession open;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            open = session;
        }
        pump.stop();
        if (open != null) {
            open.end(reason);
        }
        onEnded.accept(this);
    }
}
