package io.algocratic.realtime.internal.session;

import io.algocratic.realtime.internal.codec.CommandLimits;
import io.algocratic.realtime.internal.codec.Frames;
import io.algocratic.realtime.internal.event.EventBus;
import io.algocratic.realtime.internal.inbox.Addressees;
import io.algocratic.realtime.internal.room.Rooms;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.spi.Authorizer;
import io.algocratic.realtime.spi.Backplane;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What the sessions of a hub share.
 *
 * @param executor goes on with the commands of a link after one that had to wait
 * @param ids makes session ids
 * @param server what {@code welcome} says of the hub
 * @param published counts messages accepted into rooms
 * @param refused counts commands that were refused
 */
public record Engine(
        Authenticator authenticator,
        Authorizer authorizer,
        Backplane backplane,
        Rooms rooms,
        Addressees addressees,
        Sessions sessions,
        EventBus events,
        Executor executor,
        InstantSource clock,
        Supplier<String> ids,
        CommandLimits limits,
        Frames.Server server,
        LongAdder published,
        LongAdder refused) {}
