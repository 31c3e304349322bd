package dev.spate.app;

import dev.spate.hub.Hub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends what runs, in order: nothing new comes in; every live subscriber gets all that was acknowledged and is told
/// when to come back; connections without a stream end after their answer; then everything is closed.
///
/// Owner: the thread that runs it, once.
///
/// @param running what to end
/// @param drain how long the subscribers may take
record ShutdownSequence(RunningSpate running, Duration drain) {
    private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

    /// What is cut off at the end of the time needs a moment to be gone, and the rest a moment to end by itself.
    private static final Duration GRACE = Duration.ofSeconds(1);

    void run() {
        LOG.atInfo().addKeyValue("within", drain.toSeconds() + "s").log("draining");
        running.server().stopAccepting();
        var drained = running.hubs().stream().map(hub -> hub.drain(drain)).toArray(CompletionStage<?>[]::new);
        boolean isDrained = await(all(drained), drain.plus(GRACE));
        boolean isIdle = await(running.server().closeIdle(), GRACE);
        running.server().close();
        running.hubs().forEach(Hub::close);
        LOG.atInfo().addKeyValue("drained", isDrained && isIdle).log("stopped");
    }

    private static CompletableFuture<Void> all(CompletionStage<?>[] stages) {
        var futures = new CompletableFuture<?>[stages.length];
        for (int i = 0; i < stages.length; i++) {
            futures[i] = stages[i].toCompletableFuture();
        }
        return CompletableFuture.allOf(futures);
    }

    private static boolean await(CompletionStage<Void> stage, Duration within) {
        try {
            stage.toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException failure) {
            LOG.atWarn().setCause(failure).log("part of the shutdown failed");
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
