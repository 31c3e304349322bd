package dev.spate.hub;

/// Is told what happens in a hub that somebody may have to know: the hub itself writes no log. Methods are called
/// from the hub's own threads, must not block and must not throw; each does nothing unless overridden.
public interface HubListener {
    /// A subscription began.
    ///
    /// @param principal who
    /// @param request what was asked for
    default void onSubscribed(Principal principal, SubscribeRequest request) {}

    /// A subscription ended.
    ///
    /// @param principal who
    /// @param reason why
    default void onClosed(Principal principal, CloseReason reason) {}

    /// A subscriber was told of a gap.
    ///
    /// @param principal who
    /// @param reason `expired`, `epoch`, `slow` or `unknown-id`
    default void onGap(Principal principal, String reason) {}

    /// The authorizer failed to decide, which counts as a denial.
    ///
    /// @param principal about whom it was asked
    /// @param failure what it threw, or what its stage failed with
    default void onUndecided(Principal principal, Throwable failure) {}

    /// The log could not take or give entries.
    ///
    /// @param failure what it said
    default void onLogFailure(Throwable failure) {}

    /// A log in files starts: it looks through what it holds.
    ///
    /// @param checked how many of its segments it has looked at
    /// @param segments how many there are
    default void onLogStart(int checked, int segments) {}

    /// A sink threw instead of keeping its contract; its subscription was ended.
    ///
    /// @param principal whose it was
    /// @param failure what it threw
    default void onSinkFailure(Principal principal, Throwable failure) {}

    /// The hub cannot go on: a fault in the program, or no memory. It takes nothing in any more.
    ///
    /// @param failure what it was
    default void onFatal(Throwable failure) {}
}
