package io.algocratic.realtime.hub.office;

import io.algocratic.realtime.Names;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which departments the company has and which rooms belong to them. Immutable and thread-safe.
 *
 * @param company the name of the company
 * @param departments in the order to show them
 */
public record Directory(String company, List<Department> departments) {
    /** Copies the departments. */
    public Directory {
        departments = List.copyOf(departments);
    }

    /**
     * The directory of AlgoCratic, from {@code office/directory.json}.
     *
     * @return the directory
     */
    public static Directory load() {
        return Resources.read("directory.json", Directory.class);
    }

    /**
     * Every room of every department.
     *
     * @return names
     */
    public Set<String> roomNames() {
        return departments.stream()
                .flatMap(department -> department.rooms().stream())
                .map(RoomEntry::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A department.
     *
     * @param name for people
     * @param rooms in the order to show them
     */
    public record Department(String name, List<RoomEntry> rooms) {
        /** Copies the rooms. */
        public Department {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * A room of a department.
     *
     * @param name as on the wire
     * @param title for people
     * @param purpose one sentence
     */
    public record RoomEntry(String name, String title, String purpose) {
        /** Checks the name. */
        public RoomEntry {
            Names.check("room", name);
        }
    }
}
