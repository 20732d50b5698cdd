package io.algocratic.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
    record Chat(String text, int likes) {}

    @Test
    void of_record_isMappedBothWays() {
        Message message = Message.of("chat", new Chat("hello", 3));
        assertThat(message.json()).isEqualTo("{\"text\":\"hello\",\"likes\":3}");
        assertThat(message.as(Chat.class)).isEqualTo(new Chat("hello", 3));
        assertThat(message.from()).isEmpty();
        assertThat(message.messageClass()).isEqualTo(MessageClass.NORMAL);
    }

    @Test
    void as_doesNotFit_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.of("chat", List.of(1)).as(Chat.class))
                .withMessageContaining("Chat");
    }

    @Test
    void json_lineBreaksOutsideStrings_areDropped() {
        assertThat(Message.builder("t").json("{\r\n \"a\":\n[1,\r2]}\n").build().json())
                .isEqualTo("{ \"a\":[1,2]}");
    }

    @Test
    void json_notOneValue_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder("t").json("{}{}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder("t").json(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder("t").json("{"));
    }

    @Test
    void builder_badType_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.builder("$ping"));
    }

    @Test
    void toBuilder_keepsEverything() {
        Message message = Message.builder("t")
                .data(Map.of("k", 1))
                .from("Ada")
                .except("s1")
                .messageClass(MessageClass.EPHEMERAL)
                .build();
        assertThat(message.toBuilder().build()).usingRecursiveComparison().isEqualTo(message);
    }

    @Test
    void toString_neverHoldsTheData() {
        assertThat(Message.of("chat", "secret plan")).hasToString("Message[chat, 13 bytes, from=the application]");
    }
}
