package dev.spate.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Shows that the simulation finds what it is for: bugs of a line or two, in copies of the hub's classes.
class PlantedBugTest {
    private static final int LIVES = 3_000;

    @TempDir
    private Path classes;

    static List<PlantedBug> bugs() {
        return PlantedBug.ALL;
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isFound(PlantedBug bug) throws Exception {
        bug.compileInto(classes);

        var found = findWithClasses();

        System.out.println(bug + ": " + found);
        assertThat(found).as(bug.name()).isNotEmpty();
    }

    @Test
    void nothingIsFoundWithoutOne() throws Exception {
        assertThat(findWithClasses()).isEmpty();
    }

    /// What the simulation finds with the classes that are there in front of those that are right.
    private String findWithClasses() throws Exception {
        return (String) Class.forName(EngineSimulation.class.getName(), true, new WrongClasses(classes))
                .getMethod("find", long.class, int.class)
                .invoke(null, 1L, LIVES);
    }

    /// Loads all of this project anew, with some classes from elsewhere. Thread-safe: immutable.
    private static final class WrongClasses extends ClassLoader {
        private static final String PROJECT = "dev.spate.";

        private final Path classes;

        WrongClasses(Path classes) {
            super(PlantedBugTest.class.getClassLoader());
            this.classes = classes;
            setDefaultAssertionStatus(true);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PROJECT)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            var file = name.replace('.', '/') + ".class";
            try {
                var wrong = classes.resolve(file);
                var bytes = Files.exists(wrong) ? Files.readAllBytes(wrong) : right(file, name);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] right(String file, String name) throws IOException, ClassNotFoundException {
            try (var stream = getParent().getResourceAsStream(file)) {
                if (stream == null) {
                    throw new ClassNotFoundException(name);
                }
                return stream.readAllBytes();
            }
        }
    }
}
