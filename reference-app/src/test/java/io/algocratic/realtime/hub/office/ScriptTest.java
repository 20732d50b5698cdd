package io.algocratic.realtime.hub.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.algocratic.realtime.hub.office.Script.Employee;
import io.algocratic.realtime.hub.office.Script.Line;
import io.algocratic.realtime.hub.office.Script.RoomScript;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private final Script script = Script.load();

    @Test
    void script_ofTheCompany_coversExactlyTheRoomsOfTheDirectory() {
        assertThat(script.rooms().keySet()).isEqualTo(Directory.load().roomNames());
        assertThat(script.employees())
                .allSatisfy(employee -> assertThat(script.rooms().keySet()).containsAll(employee.rooms()));
    }

    @Test
    void script_everyLine_canBeFilled() {
        Stream<String> spoken = script.rooms().values().stream()
                .flatMap(room -> Stream.concat(
                        room.threads().stream().flatMap(List::stream).map(Line::text), room.replies().stream()));
        Stream<String> toVisitors = Stream.concat(script.greetings().stream(), script.answers().stream());
        assertThat(Stream.concat(spoken, toVisitors))
                .hasSizeGreaterThan(150)
                .allSatisfy(line -> assertThat(new Phrases(script.slots(), new SplittableRandom(1))
                                .with("person", "Ada")
                                .fill(line))
                        .doesNotContain("{")
                        .hasSizeLessThan(200));
    }

    @Test
    void script_speakerWhoDoesNotWorkThere_isRefused() {
        assertThatThrownBy(() -> new Script(
                        List.of(new Employee("Walter", "Desk 1", List.of("finance"))),
                        Map.of(),
                        List.of(),
                        List.of(),
                        Map.of("legal", new RoomScript(List.of(List.of(new Line("Walter", "Hello."))), List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Walter speaks in legal without working there");
    }
}
