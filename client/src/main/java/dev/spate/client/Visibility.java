package dev.spate.client;

/// Who a publication may reach.
public enum Visibility {
    /// Whoever subscribes to one of its topics.
    PUBLIC,

    /// Of those, only who was granted one of its topics.
    PRIVATE
}
