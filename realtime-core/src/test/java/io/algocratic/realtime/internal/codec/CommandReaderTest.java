package io.algocratic.realtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.MessageClass;
import io.algocratic.realtime.StreamPosition;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
    private static final CommandLimits LIMITS = new CommandLimits(65_536, 64, 100, 100);

    @Test
    void next_severalInOneFrame_readsThemAll() {
        CommandReader reader = read("{\"op\":\"bye\",\"id\":1}\n{\"op\":\"pong\"}{\"op\":\n\"leave\",\"room\":\"r\"} ");
        assertThat(reader.next()).contains(new Command.Bye(Optional.of(new CommandId("1"))));
        assertThat(reader.next()).contains(new Command.Pong(Optional.empty()));
        assertThat(reader.next()).contains(new Command.Leave(Optional.empty(), "r"));
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"text\"",
                "\"\\ud800\"",
                "-0.10e+5",
                "123456789012345678901234567890",
                "[]",
                "[1, [2,{\"data\":3}]]",
                "{\"op\":\"bye\",\"data\":{}}",
                "\"\"",
                "0"
            })
    void next_data_isTheSliceDigitForDigit(String data) {
        assertThat(publish("{\"op\":\"publish\",\"data\":" + data + ",\"room\":\"r\",\"type\":\"t\"}")
                        .message()
                        .json())
                .isEqualTo(data);
        assertThat(publish("{\"type\":\"t\",\"room\":\"r\",\"op\":\"publish\",\"data\" : " + data + " }")
                        .message()
                        .json())
                .isEqualTo(data);
    }

    @Test
    void next_dataInAFrameOfManyKilobytes_isFoundAtItsPlace() {
        String padding = "\"pad\":\"" + "é".repeat(20_000) + "\",";
        String data = "{\"text\":\"" + "𝄞".repeat(2_000) + "\",\"n\":[1,2]}";
        Command.Publish command =
                publish("{" + padding + "\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":" + data + "}");
        assertThat(command.message().json()).isEqualTo(data);
    }

    @Test
    void next_lineBreaksInsideData_areDropped() {
        String frame = "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":{\r\n\"a\":\n1}}";
        assertThat(publish(frame).message().json()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"op\"",
                "{\"op\":\"bye\"",
                "[]",
                "1",
                "\"bye\"",
                "nul",
                "{\"op\":\"bye\",}",
                "{op:\"bye\"}",
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":[1,}",
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":\"a\nb\"}",
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":01}",
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":\"\\x\"}",
                "\u0000"
            })
    void next_malformed_isOneBadRequestAndEndsTheFrame(String frame) {
        CommandReader reader = read(frame + "\n{\"op\":\"bye\"}");
        Refusal refusal = refusal(reader);
        assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(refusal.id()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void next_tenThousandDeep_isRefusedWithoutHarm() {
        String deep = "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":" + "[".repeat(10_000);
        assertThat(refusal(read(deep)).code()).isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void next_dataDepth_countsDataAlone() {
        String at = "[".repeat(64) + "]".repeat(64);
        String above = "[".repeat(65) + "]".repeat(65);
        assertThat(publish("{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":" + at + "}")
                        .message()
                        .json())
                .isEqualTo(at);
        CommandReader reader = read(
                "{\"op\":\"publish\",\"id\":4,\"room\":\"r\",\"type\":\"t\",\"data\":" + above + "}{\"op\":\"bye\"}");
        assertThat(refusal(reader).id()).contains(new CommandId("4"));
        assertThat(reader.next()).contains(new Command.Bye(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":5}",
                "{\"id\":1}",
                "{\"op\":\"join\"}",
                "{\"op\":\"join\",\"room\":7}",
                "{\"op\":\"join\",\"room\":\"\"}",
                "{\"op\":\"join\",\"room\":\"a\\u0000\"}",
                "{\"op\":\"join\",\"room\":\"a\\ud800\"}",
                "{\"op\":\"join\",\"room\":\"r\",\"since\":5}",
                "{\"op\":\"join\",\"room\":\"r\",\"since\":{\"epoch\":\"e\"}}",
                "{\"op\":\"join\",\"room\":\"r\",\"since\":{\"epoch\":\"e\",\"offset\":-1}}",
                "{\"op\":\"join\",\"room\":\"r\",\"history\":\"5\"}",
                "{\"op\":\"join\",\"room\":\"r\",\"history\":1.5}",
                "{\"op\":\"join\",\"room\":\"r\",\"history\":99999999999999999999}",
                "{\"op\":\"join\",\"room\":\"r\",\"presence\":1}",
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\"}",
                "{\"op\":\"publish\",\"room\":\"r\",\"data\":1}",
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":1,\"class\":\"critical\"}",
                "{\"op\":\"history\",\"room\":\"r\",\"before\":1,\"after\":2}",
                "{\"op\":\"bye\",\"id\":[1]}",
                "{\"op\":\"bye\",\"id\":1.5}",
            })
    void next_badFields_areRefusedAndTheFrameGoesOn(String command) {
        CommandReader reader = read(command + "{\"op\":\"pong\"}");
        assertThat(refusal(reader).code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(reader.next()).contains(new Command.Pong(Optional.empty()));
    }

    @Test
    void next_unknownOpAndReservedNames_haveTheirOwnCodes() {
        Refusal unknown = refusal(read("{\"op\":\"fly\",\"id\":\"x\\\"y\"}"));
        assertThat(unknown.code()).isEqualTo(ErrorCode.UNKNOWN_OP);
        assertThat(unknown.id()).contains(new CommandId("\"x\\\"y\""));
        assertThat(refusal(read("{\"op\":\"join\",\"room\":\"$x\"}")).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void next_idOver64Characters_isRefusedWithoutId() {
        assertThat(refusal(read("{\"op\":\"bye\",\"id\":\"" + "i".repeat(65) + "\"}"))
                        .id())
                .isEmpty();
    }

    @Test
    void next_tooLarge_countsBytesOfTheCommandAlone() {
        String fits =
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"id\":1,\"data\":\"" + "é".repeat(32_730) + "\"}";
        String large =
                "{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"id\":2,\"data\":\"" + "é".repeat(32_750) + "\"}";
        CommandReader reader = read(fits + large + "{\"op\":\"pong\"}");
        assertThat(reader.next()).isPresent();
        Refusal refusal = refusal(reader);
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal.id()).contains(new CommandId("2"));
        assertThat(reader.next()).contains(new Command.Pong(Optional.empty()));
    }

    @Test
    void next_join_takesEveryField() {
        assertThat(read("{\"op\":\"join\",\"id\":9,\"room\":\"r\",\"since\":{\"epoch\":\"e\",\"offset\":3},"
                                + "\"history\":1000,\"presence\":true,\"meta\":{\"x\":1},\"other\":[{}]}")
                        .next())
                .contains(new Command.Join(
                        Optional.of(new CommandId("9")),
                        false,
                        "r",
                        Optional.of(new StreamPosition("e", 3)),
                        100,
                        true));
    }

    @Test
    void next_nullForAnOptionalField_isAsAbsent() {
        assertThat(read("{\"op\":\"join\",\"room\":\"r\",\"since\":null,\"history\":null,\"id\":null}")
                        .next())
                .contains(new Command.Join(Optional.empty(), false, "r", Optional.empty(), 0, false));
    }

    @Test
    void next_ephemeral_isAClass() {
        assertThat(publish("{\"op\":\"publish\",\"room\":\"r\",\"type\":\"t\",\"data\":1,\"class\":\"ephemeral\"}")
                        .message()
                        .messageClass())
                .isEqualTo(MessageClass.EPHEMERAL);
    }

    private static CommandReader read(String frame) {
        return new CommandReader(frame, LIMITS);
    }

    private static Command.Publish publish(String frame) {
        return (Command.Publish) read(frame).next().orElseThrow();
    }

    private static Refusal refusal(CommandReader reader) {
        return catchThrowableOfType(Refusal.class, reader::next);
    }
}
