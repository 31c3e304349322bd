package dev.spate.app;

import dev.spate.client.Closing;
import dev.spate.client.EventSource;
import dev.spate.client.Interruption;
import dev.spate.client.Signal;
import dev.spate.wire.ReceivedEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Writes what a source receives: events to standard output, all else to standard error.
///
/// Owner: the source's thread.
final class SubscribeSession implements EventSource.Listener {
    private final SubscribeOutput output;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private long remaining;

    SubscribeSession(SubscribeOutput output, PrintWriter out, PrintWriter err) {
        this.output = output;
        this.out = out;
        this.err = err;
        this.remaining = output.count();
    }

    /// Waits until the command is done. Called by the main thread.
    int await() {
        return exitCode.join();
    }

    @Override
    public void onOpen() {
        say("connected");
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        if (exitCode.isDone()) {
            return;
        }
        remaining--;
        write(event);
        if (remaining == 0) {
            exitCode.complete(ExitCodes.DONE);
        }
    }

    @Override
    public void onSignal(Signal signal, ReceivedEvent event) {
        if (output.isWithSignals() && !exitCode.isDone()) {
            write(event);
        }
        switch (signal) {
            case Signal.Gap gap -> warn(sentence(gap));
            case Signal.Close close -> say("the hub ends the stream: " + close.reason());
            case Signal.At _, Signal.Lag _, Signal.Conflated _, Signal.Open _, Signal.Other _ -> {}
        }
    }

    @Override
    public void onInterrupted(Interruption why, Duration retryIn) {
        say(why.message() + "; again in " + seconds(retryIn));
    }

    @Override
    public void onClosed(Closing why) {
        warn(why.message());
        exitCode.complete(ExitCodes.FAILED);
    }

    /// An output that nobody reads any more is the usual end of a pipe such as `… | head -1`.
    private void write(ReceivedEvent event) {
        out.println(output.format().text(event));
        if (out.checkError()) {
            exitCode.complete(ExitCodes.DONE);
        }
    }

    private void say(String sentence) {
        if (!output.isQuiet()) {
            warn(sentence);
        }
    }

    private void warn(String sentence) {
        err.println("spate: " + sentence);
    }

    private static String sentence(Signal.Gap gap) {
        String events = gap.missed().isPresent() ? gap.missed().getAsLong() + " events" : "events";
        return "gap: " + events + " missing (" + gap.reason() + ")";
    }

    static String seconds(Duration duration) {
        long tenths = (duration.toMillis() + 99) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
