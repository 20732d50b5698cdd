package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.internal.event.EventBus;
import io.algocratic.realtime.spi.Backplane;
import io.algocratic.realtime.spi.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the rooms of a hub share.
 *
 * @param catchUpFrames the most frames a joining session is sent at once
 * @param catchUpBytes the most bytes of them
 * @param presenceMembers above how many sessions counts are told instead of names
 * @param presenceInterval how long presence changes are gathered
 * @param deliveries counts frames offered to receivers
 */
public record RoomServices(
        Backplane backplane,
        Executor executor,
        Scheduler scheduler,
        InstantSource clock,
        EventBus events,
        int catchUpFrames,
        int catchUpBytes,
        int presenceMembers,
        Duration presenceInterval,
        LongAdder deliveries) {}
