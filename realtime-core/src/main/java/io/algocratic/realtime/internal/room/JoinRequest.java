package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.internal.codec.CommandId;
import java.util.Optional;

/**
 * How a session joins.
 *
 * @param id what to answer with
 * @param answer whether to answer at all
 * @param since recover from here
 * @param mayReplay whether the identity may read what came before
 * @param history the latest messages wanted when there is no {@code since}
 * @param presence whether the session wants to know who is here
 */
public record JoinRequest(
        Optional<CommandId> id,
        boolean answer,
        Optional<StreamPosition> since,
        boolean mayReplay,
        int history,
        boolean presence) {}
