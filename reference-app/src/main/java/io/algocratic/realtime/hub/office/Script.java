package io.algocratic.realtime.hub.office;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the simulated employees say. Immutable and thread-safe.
 *
 * <p>A line may have slots such as <code>{ticket}</code>; see {@link Phrases}.
 *
 * @param employees who works here, and where
 * @param slots what fills the slots
 * @param greetings answers to a greeting
 * @param answers answers to a question
 * @param rooms what is talked about where
 */
record Script(
        List<Employee> employees,
        Map<String, List<String>> slots,
        List<String> greetings,
        List<String> answers,
        Map<String, RoomScript> rooms) {
    Script {
        employees = List.copyOf(employees);
        slots = Map.copyOf(slots);
        greetings = List.copyOf(greetings);
        answers = List.copyOf(answers);
        rooms = Map.copyOf(rooms);
        for (Map.Entry<String, RoomScript> room : rooms.entrySet()) {
            List<String> there = peopleOf(employees, room.getKey());
            room.getValue().threads().stream()
                    .flatMap(List::stream)
                    .filter(line -> !there.contains(line.who()))
                    .findFirst()
                    .ifPresent(line -> {
                        throw new IllegalArgumentException(
                                line.who() + " speaks in " + room.getKey() + " without working there");
                    });
        }
    }

    /** The script of AlgoCratic, from {@code office/script.json}. */
    static Script load() {
        return Resources.read("script.json", Script.class);
    }

    /** What is said in a room that has a script. */
    RoomScript room(String name) {
        return Objects.requireNonNull(rooms.get(name), name);
    }

    /** Who works in a room. */
    List<String> peopleOf(String room) {
        return peopleOf(employees, room);
    }

    private static List<String> peopleOf(List<Employee> employees, String room) {
        return employees.stream()
                .filter(employee -> employee.rooms().contains(room))
                .map(Employee::name)
                .toList();
    }

    /** Somebody who works here. */
    record Employee(String name, String desk, List<String> rooms) {
        Employee {
            rooms = List.copyOf(rooms);
        }
    }

    /** What is said in one room: conversations, and replies to visitors. */
    record RoomScript(List<List<Line>> threads, List<String> replies) {
        RoomScript {
            threads = threads.stream().map(List::copyOf).toList();
            replies = List.copyOf(replies);
        }
    }

    /** One line of one employee. */
    record Line(String who, String text) {}
}
