/// What tests of a hub, of a log and of a program with a hub in it are made of: fake time, loops, sinks and logs
/// that do what the test says, and the contract tests that every log must pass.
@org.jspecify.annotations.NullMarked
module dev.spate.testkit {
    requires static org.jspecify;
    requires transitive dev.spate.hub;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;

    exports dev.spate.testkit;

    // JUnit finds and runs the contract tests by reflection.
    opens dev.spate.testkit to
            org.junit.platform.commons;
}
