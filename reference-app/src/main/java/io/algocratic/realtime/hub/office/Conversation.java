package io.algocratic.realtime.hub.office;

import io.algocratic.realtime.hub.office.Script.Line;
import java.util.Iterator;
import java.util.List;

/** A thread of the script that is being spoken in one room, line by line. Confined to one thread. */
final class Conversation {
    private final String room;
    private final Iterator<Line> lines;
    private final Phrases phrases;

    Conversation(String room, List<Line> thread, Phrases phrases) {
        this.room = room;
        this.lines = thread.iterator();
        this.phrases = phrases;
    }

    String room() {
        return room;
    }

    boolean over() {
        return !lines.hasNext();
    }

    Line next() {
        Line line = lines.next();
        return new Line(line.who(), phrases.fill(line.text()));
    }
}
