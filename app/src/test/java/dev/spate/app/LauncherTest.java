package dev.spate.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real `./spate` in a small working tree of its own, with a JDK and a Maven that only note what they are
/// asked for.
final class LauncherTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String MAVEN = """
        #!/bin/bash
        echo "built" >>"$NOTES"
        [ -z "${MAVEN_FAILS:-}" ] || { echo "[ERROR] Broken.java:[1,1] no such thing"; exit 1; }
        echo "[INFO] Building Spate app 1.0    [2/2]"
        mkdir -p app/target/lib
        touch app/target/spate-app-1.0.jar app/target/lib/some.jar
        """;
    private static final String JAVA = """
        #!/bin/bash
        echo "$$" >"$NOTES.pid"
        printf '%s\\n' "$@"
        """;

    @TempDir
    private Path directory;

    private Path root = Path.of("");

    @BeforeEach
    void makeAWorkingTree() throws IOException {
        root = Files.createDirectories(directory.resolve("a working tree"));
        copy("spate");
        for (String script : List.of("jdk.sh", "lock.sh", "launch.sh")) {
            copy("build/sh/" + script);
        }
        write("pom.xml", "<project/>");
        write("app/pom.xml", "<project/>");
        write("app/src/main/java/A.java", "class A {}");
        write("app/src/test/java/ATest.java", "class ATest {}");
        script("bin/mvn", MAVEN);
        script("jdks/jdk-25/bin/java", JAVA);
        script("jdks/jdk-25/bin/javac", JAVA);
        write("jdks/jdk-25/release", "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Nested
    class Building {
        @Test
        void theFirstStartBuildsAndSaysSo() throws Exception {
            var first = start("serve", "a b");

            assertThat(first.exitCode()).isZero();
            assertThat(first.err()).startsWith("spate: building (first start").contains("spate:   app [2/2]");
            assertThat(first.out().lines()).endsWith("dev.spate.app.Spate", "serve", "a b");
        }

        @Test
        void theSecondStartBuildsNothingAndIsQuiet() throws Exception {
            start("serve");

            var second = start("serve");

            assertThat(second.err()).isEmpty();
            assertThat(builds()).isEqualTo(1);
        }

        @Test
        void anEditedSourceIsBuiltAgain() throws Exception {
            start("serve");
            write("app/src/main/java/A.java", "class A { }");

            var second = start("serve");

            assertThat(second.err()).startsWith("spate: building (the sources changed)");
            assertThat(builds()).isEqualTo(2);
        }

        @Test
        void anEditedPomANewResourceAndARemovedSourceAreBuiltAgain() throws Exception {
            start("serve");
            write("app/pom.xml", "<project></project>");
            start("serve");
            write("app/src/main/resources/page.html", "<p>");
            start("serve");
            Files.delete(root.resolve("app/src/main/java/A.java"));
            start("serve");

            assertThat(builds()).isEqualTo(4);
        }

        @Test
        void anEditedBenchmarkIsNot() throws Exception {
            start("serve");
            write("bench/src/main/java/ABenchmark.java", "class ABenchmark { }");

            start("serve");

            assertThat(builds()).isEqualTo(1);
        }

        @Test
        void anEditedTestIsNot() throws Exception {
            start("serve");
            write("app/src/test/java/ATest.java", "class ATest { }");

            start("serve");

            assertThat(builds()).isEqualTo(1);
        }

        @Test
        void twoStartsAtTheSameTimeBuildOnce() throws Exception {
            var one = process(List.of("serve")).start();
            var other = process(List.of("serve")).start();

            assertThat(one.waitFor()).isZero();
            assertThat(other.waitFor()).isZero();
            assertThat(builds()).isEqualTo(1);
        }

        @Test
        void aBrokenBuildSaysWhyAndFails() throws Exception {
            var builder = process(List.of("serve"));
            builder.environment().put("MAVEN_FAILS", "yes");

            var failed = Ended.of(builder.start());

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.err()).contains("[ERROR] Broken.java:[1,1] no such thing");
            assertThat(failed.out()).isEmpty();
        }
    }

    @Nested
    class Starting {
        @Test
        void worksThroughASymbolicLinkFromAnotherDirectory() throws Exception {
            Path link = Files.createSymbolicLink(directory.resolve("linked"), root.resolve("spate"));
            var builder =
                    process(List.of("serve")).command(link.toString(), "serve").directory(directory.toFile());

            var ended = Ended.of(builder.start());

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).contains(root + "/app/target/spate/");
        }

        @Test
        void becomesTheJvmSoThatSignalsReachIt() throws Exception {
            var process = process(List.of("serve")).start();
            long pid = process.pid();

            process.waitFor();

            assertThat(Files.readString(root.resolve("notes.pid")).strip()).isEqualTo(Long.toString(pid));
        }

        @Test
        void furtherFlagsOfTheJvmComeFromTheEnvironment() throws Exception {
            var builder = process(List.of("serve"));
            builder.environment().put("SPATE_JAVA_OPTS", "-Xmx4g -Da=b");

            var ended = Ended.of(builder.start());

            assertThat(ended.out().lines()).contains("-Xmx4g", "-Da=b", "-XX:+UseCompactObjectHeaders");
        }

        @Test
        void theBenchGetsTheOptimisingCompiler() throws Exception {
            assertThat(start("bench").out()).doesNotContain("TieredStopAtLevel");
            assertThat(start("publish").out()).contains("TieredStopAtLevel");
        }

        @Test
        void withoutAJdkItSaysSoInOneSentence() throws Exception {
            write("jdks/jdk-25/release", "JAVA_VERSION=\"26\"\n");

            var ended = start("serve");

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("spate: needs a JDK 25 and found none");
        }

        @Test
        void javaHomeIsLookedAtFirst() throws Exception {
            write("jdks/jdk-25/release", "JAVA_VERSION=\"26\"\n");
            script("mine/bin/java", JAVA);
            script("mine/bin/javac", JAVA);
            write("mine/release", "JAVA_VERSION=\"25\"\n");
            var builder = process(List.of("serve"));
            builder.environment().put("JAVA_HOME", root.resolve("mine").toString());

            assertThat(Ended.of(builder.start()).exitCode()).isZero();
        }
    }

    private record Ended(int exitCode, String out, String err) {
        static Ended of(Process process) throws IOException, InterruptedException {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), out, err);
        }
    }

    private Ended start(String... args) throws IOException, InterruptedException {
        return Ended.of(process(List.of(args)).start());
    }

    private ProcessBuilder process(List<String> args) {
        var command = Stream.concat(Stream.of(root.resolve("spate").toString()), args.stream())
                .toList();
        var builder = new ProcessBuilder(command).directory(root.toFile());
        var environment = builder.environment();
        environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        environment.put("SPATE_JDK_PLACES", root.resolve("jdks").toString());
        environment.put("NOTES", root.resolve("notes").toString());
        environment.remove("JAVA_HOME");
        environment.remove("SPATE_JAVA_OPTS");
        return builder;
    }

    private long builds() throws IOException {
        return Files.readAllLines(root.resolve("notes")).size();
    }

    private void copy(String file) throws IOException {
        Path to = root.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(PROJECT.resolve(file), to);
    }

    private void script(String file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String file, String text) throws IOException {
        Path to = root.resolve(file);
        Files.createDirectories(to.getParent());
        Files.writeString(to, text);
    }
}
