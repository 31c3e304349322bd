package dev.spate.testkit.simulation;

/// What the simulation found: something that must never be.
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }
}
