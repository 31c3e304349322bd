package dev.spate.hub.internal.delivery;

/// What a subscriber may expect to be given, and so what is a gap when it cannot be. Thread-safe: immutable.
enum Claim {
    /// Everything after an id that it has.
    AFTER_ID,
    /// Everything from now on.
    FROM_NOW,
    /// What is retained when it begins to read: nothing that was evicted before is missing.
    WHAT_IS_RETAINED,
    /// Of what is retained the newest entry of every key, and everything from now on.
    NEWEST_OF_KEYS
}
