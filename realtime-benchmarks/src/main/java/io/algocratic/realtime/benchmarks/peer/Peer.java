package io.algocratic.realtime.benchmarks.peer;

import io.algocratic.realtime.benchmarks.load.Dialect;
import io.algocratic.realtime.benchmarks.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A server that takes part in the fan-out run. */
public enum Peer {
    /** The hub: Undertow, the native Tyrus host, the engine, and the full envelope of the protocol. */
    HUB("hub", Dialect.HUB) {
        @Override
        public Preparation prepare(Workplace place, List<String> jvmFlags) {
            return new Preparation.Ready(place.serverJvm(jvmFlags, "serve", "hub"));
        }
    },

    /** Vert.x 4.5, raw WebSocket. */
    VERTX("Vert.x", Dialect.RAW) {
        @Override
        public Preparation prepare(Workplace place, List<String> jvmFlags) {
            return new Preparation.Ready(place.serverJvm(List.of(), "serve", "vertx"));
        }
    },

    /** Node.js with {@code ws} 8. */
    WS("Node ws", Dialect.RAW) {
        @Override
        public Preparation prepare(Workplace place, List<String> jvmFlags) throws IOException {
            Optional<Path> node = Workplace.find("node");
            Optional<Path> npm = Workplace.find("npm");
            if (node.isEmpty() || npm.isEmpty()) {
                return new Preparation.Missing("node and npm are not installed");
            }
            Path directory = place.unpack("ws", "package.json", "server.mjs");
            boolean installed = Files.exists(directory.resolve("node_modules/ws/package.json"));
            if (!installed && place.run(directory, npm.get().toString(), "install", "--no-audit", "--no-fund") != 0) {
                return new Preparation.Missing("npm cannot install ws, see " + directory.resolve("build.log"));
            }
            return new Preparation.Ready(List.of(
                    node.get().toString(), directory.resolve("server.mjs").toString()));
        }
    },

    /** A single-threaded epoll server in C that coalesces what one turn of its loop read. */
    EPOLL("C epoll", Dialect.RAW) {
        @Override
        public Preparation prepare(Workplace place, List<String> jvmFlags) throws IOException {
            Optional<Path> compiler = Workplace.find("cc");
            if (compiler.isEmpty()) {
                return new Preparation.Missing("cc is not installed");
            }
            Path directory = place.unpack("epoll", "server.c", "sha1.h");
            String cc = compiler.get().toString();
            if (place.run(directory, cc, "-O2", "-std=gnu11", "-Wall", "-Wextra", "-o", "server", "server.c") != 0) {
                return new Preparation.Missing("cc cannot compile it, see " + directory.resolve("build.log"));
            }
            return new Preparation.Ready(List.of(directory.resolve("server").toString()));
        }
    };

    private final String title;
    private final Dialect dialect;

    Peer(String title, Dialect dialect) {
        this.title = title;
        this.dialect = dialect;
    }

    /** What the table calls it. */
    public String title() {
        return title;
    }

    /** How it is spoken to. */
    public Dialect dialect() {
        return dialect;
    }

    /** What the command line calls it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Installs or compiles what is needed, once.
     *
     * @param place where to
     * @param jvmFlags more flags for the hub's JVM, such as those of a profiler
     * @return how to start it, or why that is not possible
     * @throws IOException when files cannot be written
     */
    public abstract Preparation prepare(Workplace place, List<String> jvmFlags) throws IOException;
}
