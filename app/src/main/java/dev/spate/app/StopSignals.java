package dev.spate.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/// Waits for SIGTERM or SIGINT. The first asks for a good end; one more ends the process at once, with 128 and its
/// number. Thread-safe.
final class StopSignals {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final int SIGNALLED = 128;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();

    /// Takes the signals from now on.
    static StopSignals take() {
        var signals = new StopSignals();
        Signal.handle(new Signal("TERM"), signals::onSignal);
        Signal.handle(new Signal("INT"), signals::onSignal);
        return signals;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    private void onSignal(Signal signal) {
        if (count.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
        }
        LOG.atInfo().addKeyValue("signal", signal.getName()).log("asked to stop; once more stops at once");
        asked.countDown();
    }
}
