package io.algocratic.realtime.hub.office;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.hub.office.Script.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each room a past, so that a newcomer finds something to read. Confined to one thread. */
final class Archive {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final int CONVERSATIONS = 2;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(47);
    private static final Duration BEFORE_NOW = Duration.ofMinutes(3);

    private final Hub hub;
    private final Topics topics;

    Archive(Hub hub, Topics topics) {
        this.hub = hub;
        this.topics = topics;
    }

    void fill(Collection<String> rooms, Instant now) {
        rooms.stream().sorted().forEach(room -> {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                topics.in(room).ifPresent(conversation -> {
                    while (!conversation.over()) {
                        lines.add(conversation.next());
                    }
                    topics.over(conversation);
                });
            }
            Instant at = now.minus(BEFORE_NOW).minus(BETWEEN_LINES.multipliedBy(lines.size()));
            for (Line line : lines) {
                at = at.plus(BETWEEN_LINES);
                hub.room(room)
                        .broadcast(Message.builder("chat")
                                .data(Map.of("text", line.text()))
                                .from(line.who())
                                .at(at)
                                .build())
                        .whenComplete((position, failure) -> {
                            if (failure != null) {
                                LOG.warn("room {} starts without a line of its history", room, failure);
                            }
                        });
            }
        });
    }
}
