package io.algocratic.realtime.hub.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private final Phrases phrases =
            new Phrases(Map.of("day", List.of("Monday", "Tuesday", "Friday")), new SplittableRandom(7));

    @Test
    void slot_inOneConversation_keepsItsValue() {
        assertThat(phrases.fill("{day}")).isEqualTo(phrases.fill("{day}"));
    }

    @Test
    void slot_withTwo_hasAnotherValue() {
        assertThat(phrases.fill("{day2}")).isNotEqualTo(phrases.fill("{day}"));
    }

    @Test
    void slot_givenAValue_takesItLiterally() {
        assertThat(phrases.with("person", "$1 \\ {day}").fill("{person}, no.")).isEqualTo("$1 \\ {day}, no.");
    }

    @Test
    void slot_withoutValues_isRefused() {
        assertThatThrownBy(() -> phrases.fill("{lunch}")).hasMessage("no values for the slot lunch");
    }
}
