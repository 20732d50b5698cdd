package io.algocratic.realtime.hub.office;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.hub.office.Script.Employee;
import io.algocratic.realtime.hub.office.Script.Line;
import io.algocratic.realtime.spi.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The simulated employees: they talk to each other, answer visitors, and step out of a room now and then.
 *
 * <p>An office is Closed at first, Open from {@link #open} on, and Closed again from {@link #close} on. While it is open,
 * about one line is spoken every two seconds, most of them where visitors are.
 *
 * <p>All of it runs on one thread; {@link #open} and {@link #close} may be called by any.
 */
public final class Office {
    /** What the employees are connected by; see {@link io.algocratic.realtime.Session#transport}. */
    public static final String TRANSPORT = "desk";

    private static final int CONVERSATIONS = 2;
    private static final Duration BACK_TO_WORK = Duration.ofSeconds(5);

    private final Hub hub;
    private final Scheduler thread;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Script script;
    private final Topics topics;
    private final Reception reception;
    private final Map<String, Desk> desks = new TreeMap<>();
    private volatile boolean open;

    /**
     * An office, still closed.
     *
     * @param hub where the employees meet
     * @param thread what all of it runs on: one task at a time
     * @param clock for the times of the history
     * @param random what they say and when; the same source says the same
     */
    public Office(Hub hub, Scheduler thread, InstantSource clock, RandomGenerator random) {
        this.hub = hub;
        this.thread = thread;
        this.clock = clock;
        this.random = random;
        this.script = Script.load();
        this.topics = new Topics(script, random);
        this.reception = new Reception(script, random);
    }

    /** Fills the rooms with some history and lets the employees in. Does not block. */
    public void open() {
        open = true;
        run(() -> {
            new Archive(hub, topics).fill(script.rooms().keySet(), clock.instant());
            script.employees().forEach(this::takeSeat);
            for (int i = 0; i < CONVERSATIONS; i++) {
                later(2_000, 4_000, this::beginConversation);
            }
            later(15_000, 30_000, this::stepOut);
        });
    }

    /** Stops talking; the hub closes the links. Does not block. */
    public void close() {
        open = false;
    }

    private void takeSeat(Employee employee) {
        if (open) {
            desks.put(employee.name(), new Desk(hub, employee, this::run, new DeskEars()));
        }
    }

    private void beginConversation() {
        List<String> visited = script.rooms().keySet().stream()
                .filter(room -> hub.room(room).sessions() > occupied(room))
                .sorted()
                .toList();
        // Mostly where somebody from outside may be watching.
        Optional<Conversation> next = visited.isEmpty() || random.nextInt(4) == 0
                ? topics.anywhere()
                : topics.in(visited.get(random.nextInt(visited.size())));
        next.ifPresentOrElse(this::speak, () -> later(2_000, 4_000, this::beginConversation));
    }

    private void speak(Conversation conversation) {
        say(conversation.room(), conversation.next(), () -> {
            if (conversation.over()) {
                topics.over(conversation);
                later(3_000, 8_000, this::beginConversation);
            } else {
                later(1_000, 4_000, () -> speak(conversation));
            }
        });
    }

    /** Types for a moment, then says it. */
    private void say(String room, Line line, Runnable then) {
        at(line.who(), room).ifPresent(desk -> desk.type(room));
        later(1_200, 2_500, () -> {
            at(line.who(), room).ifPresent(desk -> desk.say(room, line.text()));
            then.run();
        });
    }

    /** The desk of somebody, who comes into the room if need be. */
    private Optional<Desk> at(String who, String room) {
        Optional<Desk> desk = Optional.ofNullable(desks.get(who));
        desk.ifPresent(found -> found.enter(room));
        return desk;
    }

    private void stepOut() {
        List<Desk> all = List.copyOf(desks.values());
        if (!all.isEmpty()) {
            Desk desk = all.get(random.nextInt(all.size()));
            List<String> rooms = desk.employee().rooms();
            String room = rooms.get(random.nextInt(rooms.size()));
            desk.leave(room);
            later(20_000, 45_000, () -> desk.enter(room));
        }
        later(20_000, 40_000, this::stepOut);
    }

    private int occupied(String room) {
        return (int) desks.values().stream().filter(desk -> desk.isIn(room)).count();
    }

    private void run(Runnable task) {
        thread.schedule(task, Duration.ZERO);
    }

    private void later(int fromMillis, int toMillis, Runnable task) {
        thread.schedule(
                () -> {
                    if (open) {
                        task.run();
                    }
                },
                Duration.ofMillis(random.nextInt(fromMillis, toMillis)));
    }

    /** What the desks hear; called on the office's thread. */
    private final class DeskEars implements Desk.Ears {
        @Override
        public void heard(Desk desk, String room, long offset, String from, String text) {
            // Every employee in the room hears it; one of them takes it up.
            if (open && !desks.containsKey(from) && reception.take(room, offset)) {
                Line answer = reception.answer(room, from, text);
                later(1_000, 3_000, () -> say(room, answer, () -> reception.done(room)));
            }
        }

        @Override
        public void left(Desk desk, CloseReason reason) {
            desks.remove(desk.employee().name(), desk);
            if (open && reason.reconnect()) {
                thread.schedule(() -> takeSeat(desk.employee()), BACK_TO_WORK);
            }
        }
    }
}
