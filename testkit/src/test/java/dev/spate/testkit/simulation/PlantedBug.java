package dev.spate.testkit.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/// Something wrong in one class of the hub, which the simulation has to find.
///
/// @param name what is wrong
/// @param file under the hub's package, without its ending
/// @param line what is right, a line or a part of one, mostly; it stands there once
/// @param wrong what is put in its place
record PlantedBug(String name, String file, String line, String wrong) {
    private static final Path SOURCES = Path.of("..", "hub", "src", "main", "java", "dev", "spate", "hub", "internal");

    private static final String FORCED = """
                    active.file().force();
                } catch (IOException e) {
                    giveUp("forcing", e, List.of());
                    return;
                }
        """;
    private static final String COMMITTED = """
                counts.committed(batches, end - synced, ticker.nanos() - begun);
                synced = end;
                unforced.clear();
        """;

    static final List<PlantedBug> ALL = List.of(
            new PlantedBug(
                    "who falls behind skips an entry",
                    "delivery/LiveSubscription",
                    "        cursor = from;",
                    "        cursor = from + 1;"),
            new PlantedBug(
                    "who is ahead of a range is given it once more",
                    "delivery/FanOut",
                    "if (member.isBefore(to))",
                    "if (true)"),
            new PlantedBug(
                    "a page that is cut short says that it is not",
                    "replay/EncodedPage",
                    "count < page.entries().size() ? page.entries().get(count - 1).offset() : page.next()",
                    "page.next()"),
            new PlantedBug(
                    "whoever takes nothing is never sent away",
                    "delivery/Stalls",
                    ">= delivery.limits().stalledAfter().toSeconds()",
                    "== -1"),
            new PlantedBug(
                    "who waits for the end of a range is forgotten",
                    "delivery/Sender",
                    "        delivery.progress().run();\n        drains.rangeIsOut();\n    }\n\n    /// The window",
                    "        delivery.progress().run();\n    }\n\n    /// The window"),
            new PlantedBug(
                    "the last one to be evicted is not missed",
                    "log/RetainedEntries",
                    "if (gone <= after) {",
                    "if (gone <= after + 1) {"),
            new PlantedBug(
                    "who is conflated is not given what has no key",
                    "log/Slice",
                    "!areNewest[index] && !entry.publication().key().isEmpty()",
                    "!areNewest[index]"),
            new PlantedBug(
                    "a key that is used for something else counts as a repeat",
                    "sequence/Batch",
                    "return job.digest() == digest",
                    "return true"),
            new PlantedBug(
                    "what a log took without saying so is not looked for",
                    "sequence/Appender",
                    "        isInDoubt = !readOn();",
                    "        isInDoubt = false;"),
            new PlantedBug(
                    "publishers are answered before the disk has it",
                    "sequence/Appender",
                    "isForDisk && !isEarly ? given.durable() : given.written()",
                    "given.written()"),
            new PlantedBug(
                    "subscribers are shown what the disk does not have",
                    "log/file/LogWriter",
                    FORCED + COMMITTED
                            + "        if (durability == Durability.DISK) {\n            show(batches);\n        }\n",
                    "            show(batches);\n" + FORCED + COMMITTED),
            new PlantedBug(
                    "no epoch begins after the power was gone",
                    "log/file/Recovery",
                    "var state = ground.state().in(epoch(), tail.next());",
                    "var state = ground.state();"),
            new PlantedBug(
                    "a record is not forced",
                    "log/file/LogWriter",
                    "            active.file().force();",
                    "            active.file().size();"),
            new PlantedBug(
                    "a snapshot ends too early",
                    "delivery/Stragglers",
                    "newcomer.read(new Reading.Snapshot(head), head);",
                    "newcomer.read(new Reading.Snapshot(Math.max(0, head - 1)), head);"));

    /// Compiles the class with the wrong line.
    ///
    /// @param into where the classes go
    void compileInto(Path into) throws IOException {
        var source = SOURCES.resolve(file + ".java");
        var text = Files.readString(source);
        int at = text.indexOf(line);
        if (at < 0 || text.indexOf(line, at + 1) >= 0) {
            throw new IllegalStateException(source + ": " + line + " (expected: to be there once)");
        }
        var wrongSource = into.resolve(source.getFileName());
        Files.writeString(wrongSource, text.replace(line, wrong));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        into.toString(),
                        wrongSource.toString());
        if (result != 0) {
            throw new IllegalStateException(name + ": does not compile (expected: to)");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
