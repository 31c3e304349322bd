package dev.spate.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Order in the source text: what a reviewer should not have to look for.
final class TidyTest {
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 60;
    private static final int MAX_COLUMNS = 120;

    /// Files that are longer for a reason; each stands here with it.
    private static final Set<String> LONG_FILES = Set.of();

    /// Methods that are longer for a reason, as `File.java: header`.
    private static final Set<String> LONG_METHODS = Set.of();

    private static final List<JavaSource> SOURCES = SourceTree.java();
    private static final List<JavaSource> MAIN_SOURCES = SOURCES.stream()
            .filter(source -> source.path().toString().contains("/src/main/"))
            .toList();
    private static final Pattern BANNED =
            Pattern.compile("(Manager|Helper|Utils?|Impl|Default|Base|Data|Info|Context|Processor)(?![a-z])");
    private static final Pattern FIELD =
            Pattern.compile("^\\s*(?:@\\w+\\s+)*((?:\\w+\\s+)*)[\\w.<>,?\\[\\]@ ]+\\s+\\w+\\s*(=|$)");

    @Nested
    class Sources {
        @Test
        void noFileIsTooLong() {
            assertNone(
                    SOURCES,
                    source -> source.lines() > MAX_FILE_LINES && !LONG_FILES.contains(name(source))
                            ? Stream.of(source.lines() + " lines")
                            : Stream.of());
        }

        @Test
        void noMethodIsTooLong() {
            assertNone(
                    SOURCES,
                    source -> source.methods().stream()
                            .filter(method -> method.lines() > MAX_METHOD_LINES)
                            .map(method -> method.lines() + " lines: " + oneLine(method.header()))
                            .filter(finding -> !LONG_METHODS.contains(name(source) + ": " + finding)));
        }

        @Test
        void noLineIsTooLong() {
            assertNone(
                    SOURCES,
                    source -> source.withoutLiterals()
                            .lines()
                            .filter(line -> line.stripTrailing().length() > MAX_COLUMNS));
        }

        @Test
        void everyFileHasOneTopLevelType() {
            assertNone(SOURCES, source -> {
                long count = source.types().stream()
                        .filter(type -> type.depth() == 0)
                        .count();
                boolean isModule = name(source).matches("(module|package)-info\\.java");
                return count == 1 || isModule ? Stream.of() : Stream.of(count + " types");
            });
        }

        @Test
        void noNameOfATypeSaysNothing() {
            // The nested classes of tests are situations, in words of their own.
            assertNone(
                    SOURCES,
                    source -> source.types().stream()
                            .filter(type -> type.depth() == 0 || MAIN_SOURCES.contains(source))
                            .map(JavaSource.Block::typeName)
                            .filter(type -> BANNED.matcher(type).find()));
        }

        @Test
        void everyMutableClassNamesItsOwner() {
            assertNone(
                    MAIN_SOURCES,
                    source -> source.types().stream()
                            .filter(type -> hasMutableFields(source, type))
                            .filter(type -> !namesAnOwner(source, type))
                            .map(JavaSource.Block::typeName));
        }

        @Test
        void nothingIsLeftToDo() {
            var left = Pattern.compile("\\b([T]ODO|[F]IXME|[X]XX|[H]ACK)\\b");

            assertNone(
                    SOURCES,
                    source -> source.text()
                            .lines()
                            .filter(line -> left.matcher(line).find()));
        }

        @Test
        void deliveryAndSequenceDoNotSynchronize() {
            assertNone(MAIN_SOURCES, source -> {
                boolean isHot = source.path().toString().matches(".*/hub/internal/(delivery|sequence)/.*");
                return isHot && source.code().contains("synchronized") ? Stream.of("synchronized") : Stream.of();
            });
        }

        @Test
        void noTestIsSwitchedOff() {
            assertNone(SOURCES, source -> source.code().lines().filter(line -> line.contains("@Disabled")));
        }
    }

    @Nested
    class Pages {
        @Test
        void noLinkIsDead() {
            var dead = SourceTree.markdown().stream()
                    .flatMap(page -> MarkdownPage.read(page).deadLinks())
                    .toList();

            assertThat(dead).isEmpty();
        }

        @Test
        void thereAreSome() {
            assertThat(SourceTree.markdown())
                    .extracting(page -> SourceTree.ROOT.relativize(page).toString())
                    .contains("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md");
        }
    }

    @Nested
    class TheTestsOwnEyes {
        private static final JavaSource SOURCE = JavaSource.of(Path.of("A.java"), """
            /// A class. Owner: nobody.
            final class A {
                private static int shared;
                private final int fixed = 1;
                private int counted; // { not a brace
                String text = "}{";

                record B(int c) {}

                @Override
                public void run() {
                    if (counted > 0) {
                        int local = 1;
                    }
                }
            }
            """);

        @Test
        void seeTypesAndMethods() {
            assertThat(SOURCE.types()).extracting(JavaSource.Block::typeName).containsExactly("A", "B");
            assertThat(SOURCE.methods())
                    .singleElement()
                    .satisfies(method -> assertThat(method.lines()).isEqualTo(6));
        }

        @Test
        void tellMutableFieldsFromOthers() {
            var types = SOURCE.types();

            assertThat(hasMutableFields(SOURCE, types.get(0))).isTrue();
            assertThat(hasMutableFields(SOURCE, types.get(1))).isFalse();
            assertThat(namesAnOwner(SOURCE, types.get(0))).isTrue();
        }

        @Test
        void seeBannedWordsOnlyAsWholeOnes() {
            assertThat(List.of("EventData", "BaseLog", "IoUtil", "HubInfo"))
                    .allMatch(name -> BANNED.matcher(name).find());
            assertThat(List.of("Database", "Utility", "Information", "Processors"))
                    .noneMatch(name -> BANNED.matcher(name).find());
        }
    }

    private static boolean hasMutableFields(JavaSource source, JavaSource.Block type) {
        if (!type.header().matches("(?s).*\\bclass\\s+\\w.*")) {
            return false;
        }
        return Stream.of(source.directCode(type).split("[;}]"))
                .map(member -> member.replaceAll("@\\w+(\\([^)]*\\))?", " ").strip())
                .filter(member -> !member.isEmpty() && !member.split("=", 2)[0].contains("("))
                .anyMatch(member -> !member.matches("(?s).*\\b(final|static)\\b.*")
                        && FIELD.matcher(member).find());
    }

    private static boolean namesAnOwner(JavaSource source, JavaSource.Block type) {
        return source.types().stream()
                .filter(around -> around.begin() <= type.begin() && around.end() >= type.end())
                .anyMatch(around -> source.docOf(around).matches("(?s).*(Owner:|Thread-safe).*"));
    }

    private static void assertNone(List<JavaSource> sources, Function<JavaSource, Stream<String>> findings) {
        var found = sources.stream()
                .flatMap(source -> findings.apply(source)
                        .map(finding -> SourceTree.ROOT.relativize(source.path()) + ": " + finding.strip()))
                .toList();

        assertThat(found).isEmpty();
    }

    private static String name(JavaSource source) {
        return source.path().getFileName().toString();
    }

    private static String oneLine(String header) {
        return header.replaceAll("\\s+", " ").strip();
    }
}
