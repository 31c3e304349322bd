package dev.spate.client;

import java.time.Duration;

/// Learns that something must be tried again.
///
/// Called on the thread that publishes; what it throws ends the call or the feed.
@FunctionalInterface
public interface RetryListener {

    /// An attempt has failed; the next one follows.
    ///
    /// @param why     a short sentence for people
    /// @param retryIn how long until then
    void onRetry(String why, Duration retryIn);
}
