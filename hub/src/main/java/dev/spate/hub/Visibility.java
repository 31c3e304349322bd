package dev.spate.hub;

/// Who a publication may reach. Thread-safe: immutable.
public enum Visibility {
    /// Every subscription whose matchers take one of its topics.
    PUBLIC,
    /// Of those, only subscriptions whose grants match one of its topics; where no grants are configured, nobody.
    PRIVATE
}
