package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.MessageClass;
import java.util.Optional;

/** Makes commands of fields; wire protocol, "Commands". */
final class CommandFactory {
    private CommandFactory() {}

    static Command create(Fields fields, Optional<byte[]> data, CommandLimits limits) {
        Optional<CommandId> id = fields.id();
        String op = fields.text("op").orElseThrow(() -> Fields.bad("op", "is missing"));
        return switch (op) {
            case "hello" -> new Command.Hello(id, fields.text("token"), fields.name("device"));
            case "join" ->
                new Command.Join(
                        id,
                        false,
                        fields.requiredName("room"),
                        fields.position("since"),
                        fields.clamped("history", 0, limits.historyPage()),
                        fields.flag("presence", false));
            case "leave" -> new Command.Leave(id, fields.requiredName("room"));
            case "publish" ->
                new Command.Publish(id, fields.requiredName("room"), message(fields, data), fields.flag("echo", true));
            case "send" -> new Command.Send(id, fields.requiredName("to"), message(fields, data));
            case "members" ->
                new Command.Members(
                        id,
                        fields.requiredName("room"),
                        fields.name("after"),
                        Math.max(1, fields.clamped("limit", limits.membersPage(), limits.membersPage())));
            case "history" -> history(fields, limits);
            case "pong" -> new Command.Pong(id);
            case "bye" -> new Command.Bye(id);
            default -> throw Refusal.of(ErrorCode.UNKNOWN_OP, "this hub does not know that op");
        };
    }

    private static Command history(Fields fields, CommandLimits limits) {
        Optional<Long> before = fields.count("before");
        Optional<Long> after = fields.count("after");
        if (before.isPresent() && after.isPresent()) {
            throw Refusal.of(ErrorCode.BAD_REQUEST, "give before or after, not both");
        }
        int limit = Math.max(1, fields.clamped("limit", limits.historyPage(), limits.historyPage()));
        return new Command.History(fields.id(), fields.requiredName("room"), before, after, limit);
    }

    private static Message message(Fields fields, Optional<byte[]> data) {
        return Message.builder(fields.requiredName("type"))
                .checkedJson(data.orElseThrow(() -> Fields.bad("data", "is missing")))
                .messageClass(messageClass(fields))
                .build();
    }

    private static MessageClass messageClass(Fields fields) {
        String wire = fields.text("class").orElse(MessageClass.NORMAL.wire());
        for (MessageClass known : MessageClass.values()) {
            if (known.wire().equals(wire)) {
                return known;
            }
        }
        throw Fields.bad("class", "must be normal or ephemeral");
    }
}
