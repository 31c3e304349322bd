package dev.spate.stress;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What this module may use. Its classes stand in the rooms of the hub, which is why it stands apart: nobody may use
/// it,
/// and the rules of the others do not see it.
final class ArrowsTest {
    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> location.contains("/stress/target/classes/"))
            .withImportOption(location -> !location.contains("_jcstress"))
            .importPackages("dev.spate");

    @Test
    void stressTestsUseOnlyTheHubAndWhatTriesIt() {
        assertThat(ours).isNotEmpty();

        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.spate.wire..", "dev.spate.hub..", "org.openjdk.jcstress..", "org.jspecify..", "java.."))
                .check(ours);
    }
}
