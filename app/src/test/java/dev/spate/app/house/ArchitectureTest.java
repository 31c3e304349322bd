package dev.spate.app.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What keeps the house standing: who may use whom, and what must not happen where. docs/architecture.md draws it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private JavaClasses house = new ClassFileImporter().importClasses();

    @BeforeAll
    void readTheClasses() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.spate");
    }

    @Nested
    class Arrows {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            wire    | java.lang.., java.util.., java.nio.., java.io.., java.math..
            hub     | dev.spate.wire.., org.jctools.., java..
            client  | dev.spate.wire.., java..
            server  | dev.spate.wire.., dev.spate.hub.., io.netty.., tools.jackson.., io.micrometer.., org.slf4j.., \
            java.., javax.net.ssl..
            testkit | dev.spate.wire.., dev.spate.hub.., dev.spate.client.., org.junit.., org.assertj.., java..
            app     | dev.spate.wire.., dev.spate.hub.., dev.spate.server.., dev.spate.client.., picocli.., \
            org.snakeyaml.., ch.qos.logback.., org.slf4j.., tools.jackson.., org.HdrHistogram.., java.., \
            sun.misc..
            """)
        void aModuleUsesOnlyWhatStandsBelowIt(String module, String below) {
            var allowed = below.split(",\\s*");
            String own = "dev.spate." + module + "..";

            check(classes()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed)
                            .or(resideInAPackage(own))
                            .or(annotations())));
        }

        @Test
        void internalPackagesAreUsedByTheirOwnModuleAlone() {
            for (String module : List.of("wire", "hub", "client", "server")) {
                check(noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.spate." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.spate." + module + ".internal.."));
            }
        }

        @Test
        void roomsDoNotUseEachOtherInCircles() {
            check(SlicesRuleDefinition.slices()
                    .matching("dev.spate.(**)")
                    .should()
                    .beFreeOfCycles()
                    .ignoreDependency(frontDoors(), resideInAPackage("dev.spate..")));
        }

        @Test
        void nettyLivesInOnePackage() {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.spate.server.internal.netty..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty.."));
        }

        @Test
        void librariesOwnNoLogger() {
            check(noClasses()
                    .that()
                    .resideInAnyPackage("dev.spate.wire..", "dev.spate.hub..", "dev.spate.client..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.slf4j..", "java.util.logging..", "java.lang.System$Logger"));
        }
    }

    @Nested
    class Conduct {
        private static final Set<String> CLOCKS = Set.of(
                "java.lang.System.nanoTime",
                "java.lang.System.currentTimeMillis",
                "java.time.Instant.now",
                "java.time.LocalDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.time.OffsetDateTime.now");

        @Test
        void theHubTouchesDisksInItsLogAlone() {
            check(noClasses()
                    .that(resideInAPackage("dev.spate.hub..")
                            .and(not(resideInAPackage("dev.spate.hub.internal.log.."))))
                    .should()
                    .dependOnClassesThat(inputAndOutput()));
        }

        @Test
        void deliveryAndSequenceTakeNoLocks() {
            var locks = resideInAPackage("java.util.concurrent.locks")
                    .and(not(JavaClass.Predicates.simpleName("LockSupport")));

            check(noClasses()
                    .that()
                    .resideInAnyPackage("dev.spate.hub.internal.delivery..", "dev.spate.hub.internal.sequence..")
                    .should()
                    .dependOnClassesThat(locks));
        }

        @Test
        void timeComesFromTickersAndClocks() {
            check(noClasses()
                    .that(not(namedLikeAClock()).and(not(resideInAPackage("dev.spate.testkit.."))))
                    .should()
                    .accessTargetWhere(describe("a clock of the system is read", Conduct::readsAClock)));
        }

        @Test
        void signalsAreHeardInOnePlace() {
            check(noClasses()
                    .that(not(JavaClass.Predicates.simpleName("StopSignals")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("sun.misc.."));
        }

        @Test
        void librariesDoNotPrint() {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.spate.app..")
                    .should()
                    .accessTargetWhere(describe(
                            "standard output or error",
                            access -> isOneOf(access, Set.of("java.lang.System.out", "java.lang.System.err")))));
        }

        @Test
        void nobodySleepsOrLooksIntoOthersByReflection() {
            check(noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.lang.reflect")
                    .orShould()
                    .accessTargetWhere(
                            describe("a sleep", access -> isOneOf(access, Set.of("java.lang.Thread.sleep")))));
        }

        private static boolean readsAClock(JavaAccess<?> access) {
            return isOneOf(access, CLOCKS);
        }

        private static boolean isOneOf(JavaAccess<?> access, Set<String> names) {
            return names.contains(
                    access.getTargetOwner().getName() + "." + access.getTarget().getName());
        }
    }

    @Test
    void theRulesAreTriedOnTheWholeHouse() {
        assertThat(house)
                .extracting(JavaClass::getPackageName)
                .contains("dev.spate.wire", "dev.spate.hub", "dev.spate.app");
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(house);
    }

    /// The classes that put the rooms behind an API together.
    private static DescribedPredicate<JavaClass> frontDoors() {
        var names = Set.of(
                "dev.spate.hub.Hub",
                "dev.spate.hub.HubBuilder",
                "dev.spate.hub.logfiles.LogFiles",
                "dev.spate.server.HubServer",
                "dev.spate.server.HubServerBuilder");
        return describe("front doors", type -> names.contains(outermost(type).getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaClass> annotations() {
        return resideInAPackage("org.jspecify..");
    }

    private static DescribedPredicate<JavaClass> namedLikeAClock() {
        return describe(
                "tickers and clocks", type -> outermost(type).getSimpleName().matches(".*(Ticker|Clock)"));
    }

    private static DescribedPredicate<JavaClass> inputAndOutput() {
        var exceptions = describe("exceptions", (JavaClass type) -> type.isAssignableTo(Throwable.class));
        var memory = describe(
                "streams in memory or of an embedder",
                (JavaClass type) -> type.getSimpleName().startsWith("ByteArray")
                        || type.isEquivalentTo(OutputStream.class)
                        || type.getSimpleName().equals("Serializable"));
        return resideInAnyPackage("java.io", "java.nio.file..", "java.nio.channels..", "java.net..")
                .and(not(exceptions))
                .and(not(memory))
                .and(not(describe("names of files", (JavaClass type) -> type.isEquivalentTo(Path.class))));
    }
}
