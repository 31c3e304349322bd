package dev.spate.bench.compare;

import dev.spate.bench.yardstick.BareLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A server that is measured. Thread-safe: immutable.
sealed interface Contender {
    /// What it is called in tables.
    String title();

    /// How it is started.
    ///
    /// @param directory a place of its own
    /// @param port where it has to listen, on the loopback
    Launch launch(Workplace workplace, Path directory, int port) throws IOException;

    /// The arguments by which the load generator finds it.
    ///
    /// @param origin such as `http://127.0.0.1:8080`
    List<String> address(String origin);

    /// The hub as everybody starts it.
    ///
    /// @param log where its log lives
    /// @param settings what else is set, by the names of the environment
    record Hub(LogKind log, Map<String, String> settings) implements Contender {
        /// Where a hub's log lives.
        enum LogKind {
            MEMORY,
            FILE
        }

        public Hub {
            settings = Map.copyOf(settings);
        }

        /// With its log in memory, and nothing set.
        static Hub inMemory() {
            return new Hub(LogKind.MEMORY, Map.of());
        }

        /// With its log in files, and nothing set.
        static Hub inFiles() {
            return new Hub(LogKind.FILE, Map.of());
        }

        /// @return one of which something else is set
        Hub with(String name, String value) {
            var more = new HashMap<>(settings);
            more.put(name, value);
            return new Hub(log, more);
        }

        @Override
        public String title() {
            return switch (log) {
                case MEMORY -> "hub";
                case FILE -> "hub, file log";
            };
        }

        @Override
        public Launch launch(Workplace workplace, Path directory, int port) {
            var command = List.of(
                    workplace.spate().toString(),
                    "serve",
                    "--log",
                    switch (log) {
                        case MEMORY -> "memory";
                        case FILE -> "file:" + directory.resolve("log");
                    },
                    "--listen",
                    "127.0.0.1:" + port,
                    "--data",
                    directory.resolve("data").toString());
            return new Launch(command, settings);
        }

        @Override
        public List<String> address(String origin) {
            return List.of(origin);
        }
    }

    /// Nginx with the Nchan module.
    ///
    /// @param workers how many processes serve
    record Nchan(int workers) implements Contender {
        @Override
        public String title() {
            return "nchan, " + workers + (workers == 1 ? " worker" : " workers");
        }

        @Override
        public Launch launch(Workplace workplace, Path directory, int port) throws IOException {
            var module = workplace.nginxModules().resolve("ngx_nchan_module.so");
            boolean isRoot = "root".equals(System.getProperty("user.name"));
            var config = new NchanConfig(module, directory, port, workers, isRoot);
            var file = Files.writeString(directory.resolve("nginx.conf"), config.text());
            return new Launch(List.of("nginx", "-p", directory.toString(), "-c", file.toString()));
        }

        @Override
        public List<String> address(String origin) {
            return List.of("--subscribe-url", origin + "/sub/{topic}", "--publish-url", origin + "/pub/{topic}");
        }
    }

    /// The yardstick, in a virtual machine with the hub's flags.
    ///
    /// @param remembers whether it sends what was missed
    record Bare(boolean remembers) implements Contender {
        @Override
        public String title() {
            return "bare";
        }

        @Override
        public Launch launch(Workplace workplace, Path directory, int port) {
            var command = new ArrayList<String>();
            command.add(workplace.jdk("java").toString());
            command.addAll(workplace.hubFlags());
            command.add("-XX:MaxDirectMemorySize=4g");
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareLoop.class.getName()));
            command.add(Integer.toString(port));
            if (remembers) {
                command.add("remember");
            }
            return new Launch(command);
        }

        @Override
        public List<String> address(String origin) {
            return List.of("--subscribe-url", origin + "/{topic}", "--publish-url", origin + "/{topic}");
        }
    }
}
