package dev.spate.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What this module may use. It looks into the rooms of the hub, which is why it stands apart: nobody may use it, and
/// the rules of the others do not see it.
final class ArrowsTest {
    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("dev.spate.bench");

    @Test
    void benchmarksUseOnlyWhatTheyMeasureAndWhatMeasures() {
        classes()
                .that()
                .resideInAPackage("dev.spate.bench")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.spate.bench",
                        "dev.spate.wire..",
                        "dev.spate.hub..",
                        "dev.spate.testkit..",
                        "org.openjdk.jmh..",
                        "org.jspecify..",
                        "java.."))
                .check(ours);
    }

    @Test
    void theYardstickOwesNothingToTheHub() {
        classes()
                .that()
                .resideInAPackage("dev.spate.bench.yardstick")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.netty..", "org.jspecify..", "java..")
                        .or(resideInAPackage("dev.spate.bench.yardstick")))
                .check(ours);
    }

    @Test
    void theComparisonSeesTheHubFromOutsideOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.spate.bench.compare")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.spate.wire..", "dev.spate.hub..", "org.openjdk.jmh.."))
                .check(ours);
    }
}
