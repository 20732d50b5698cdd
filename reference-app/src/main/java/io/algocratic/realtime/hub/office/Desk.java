package io.algocratic.realtime.hub.office;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.hub.office.Script.Employee;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WriteCallback;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One link of one employee, within this process: a client like any other, which speaks the wire protocol and reads what
 * the hub writes.
 *
 * <p>A desk is Occupied from its construction on, and Left once the hub has closed it. Everything but the {@link
 * Transport} side is confined to the office's thread; the transport hands over to it and completes a write when its
 * frames were read, so that the hub's own bound applies to whatever waits.
 */
final class Desk implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** What a desk tells the office. */
    interface Ears {
        /** A chat line was read. */
        void heard(Desk desk, String room, long offset, String from, String text);

        /** The hub has closed the link. */
        void left(Desk desk, CloseReason reason);
    }

    private final Employee employee;
    private final Executor office;
    private final Ears ears;
    private final Connection connection;
    private final Set<String> present = new HashSet<>();
    private boolean left;

    Desk(Hub hub, Employee employee, Executor office, Ears ears) {
        this.employee = employee;
        this.office = office;
        this.ears = ears;
        this.connection = hub.accept(
                this,
                Handshake.builder()
                        .remoteAddress("in-process")
                        .parameter("user", employee.name())
                        .build());
        tell(command("hello").put("device", employee.desk()));
        employee.rooms().forEach(this::enter);
    }

    Employee employee() {
        return employee;
    }

    boolean isIn(String room) {
        return present.contains(room);
    }

    void enter(String room) {
        if (present.add(room)) {
            tell(command("join").put("room", room).put("presence", false));
        }
    }

    void leave(String room) {
        if (present.remove(room)) {
            tell(command("leave").put("room", room));
        }
    }

    void say(String room, String text) {
        ObjectNode publish = command("publish").put("room", room).put("type", "chat");
        publish.putObject("data").put("text", text);
        tell(publish);
    }

    /** Shows that something is about to be said, as the page does. */
    void type(String room) {
        ObjectNode publish = command("publish").put("room", room).put("type", "typing");
        publish.putObject("data");
        tell(publish.put("class", "ephemeral").put("echo", false));
    }

    @Override
    public String name() {
        return Office.TRANSPORT;
    }

    @Override
    public void write(FrameBatch batch, WriteCallback done) {
        office.execute(() -> {
            batch.frames().forEach(this::read);
            done.succeeded();
        });
    }

    @Override
    public void close(CloseReason reason) {
        office.execute(() -> {
            left = true;
            connection.closed();
            ears.left(this, reason);
        });
    }

    private void read(Frame frame) {
        JsonNode message = JSON.readTree(frame.json());
        switch (message.path("op").asString()) {
            case "message" -> {
                JsonNode text = message.path("data").path("text");
                if (message.has("room") && message.has("from") && text.isString()) {
                    ears.heard(
                            this,
                            message.get("room").asString(),
                            message.path("offset").asLong(-1),
                            message.get("from").asString(),
                            text.asString());
                }
            }
            case "ping" -> tell(command("pong"));
            case "error" ->
                LOG.warn(
                        "{} was refused: {}",
                        employee.name(),
                        message.path("code").asString());
            default -> LOG.trace("not of interest to an employee");
        }
    }

    private static ObjectNode command(String op) {
        return JSON.createObjectNode().put("op", op);
    }

    private void tell(ObjectNode command) {
        if (!left) {
            connection.receive(command.toString());
        }
    }
}
