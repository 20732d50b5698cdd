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
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each room a past, so that a newcomer finds something to read. Confined to one thread. */
final class Archive {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final int CONVERSATIONS = 2;
    private static final Duration BEFORE_NOW = Duration.ofMinutes(3);

    private final Hub hub;
    private final Topics topics;
    private final RandomGenerator random;

    Archive(Hub hub, Topics topics, RandomGenerator random) {
        this.hub = hub;
        this.topics = topics;
        this.random = random;
    }

    /** A line, and how long nothing had been said before it. */
    private record PastLine(Line line, Duration after) {}

    void fill(Collection<String> rooms, Instant now) {
        rooms.stream().sorted().forEach(room -> {
            List<PastLine> past = past(room);
            Instant at = now.minus(BEFORE_NOW)
                    .minus(past.stream().map(PastLine::after).reduce(Duration.ZERO, Duration::plus));
            for (PastLine said : past) {
                at = at.plus(said.after());
                store(room, said.line(), at);
            }
        });
    }

    private List<PastLine> past(String room) {
        List<PastLine> past = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            topics.in(room).ifPresent(conversation -> {
                Duration pause = Duration.ofMinutes(random.nextInt(7, 25));
                while (!conversation.over()) {
                    past.add(new PastLine(conversation.next(), pause));
                    pause = Duration.ofSeconds(random.nextInt(12, 90));
                }
                topics.over(conversation);
            });
        }
        return past;
    }

    private void store(String room, Line line, Instant at) {
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
}
