package dev.spate.app;

import dev.spate.client.Problem;
import dev.spate.client.PublishResult;
import dev.spate.hub.Ticker;
import java.io.PrintWriter;
import java.time.Duration;

/// Tells what became of publications: results on standard output, the rest on standard error.
///
/// Thread-safe: the thread that reads lines and the one that gets the answers use it together.
final class PublishReport {
    private static final long COUNT_EVERY_NANOS = 100_000_000;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PublishOutput output;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Ticker ticker;
    private long published;
    private long failed;
    private long countedNanos;
    private boolean isCountShown;
    private String lastRetry = "";

    PublishReport(PublishOutput output, PrintWriter out, PrintWriter err, Ticker ticker) {
        this.output = output;
        this.out = out;
        this.err = err;
        this.ticker = ticker;
        this.countedNanos = ticker.nanos();
    }

    synchronized void result(PublishResult result) {
        lastRetry = "";
        switch (result) {
            case PublishResult.Accepted(String id) -> published(id, false);
            case PublishResult.Duplicate(String id) -> published(id, true);
            case PublishResult.Refused(Problem problem) -> refused(problem);
        }
        if (output.isCounted() && ticker.nanos() - countedNanos >= COUNT_EVERY_NANOS) {
            showCount();
        }
    }

    /// Something failed before it could be sent.
    synchronized void failure(String sentence) {
        failed++;
        say(sentence);
    }

    /// An attempt failed; told once for the same reason.
    synchronized void retry(String why, Duration retryIn) {
        if (!why.equals(lastRetry)) {
            say(why + "; trying again in " + SubscribeSession.seconds(retryIn));
        }
        lastRetry = why;
    }

    /// Shows the count a last time.
    synchronized void end() {
        if (output.isCounted()) {
            showCount();
            err.println();
            err.flush();
            isCountShown = false;
        }
        out.flush();
    }

    synchronized int exitCode() {
        return failed == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private void published(String id, boolean isDuplicate) {
        published++;
        switch (output.results()) {
            case IDS -> out.println(id);
            case JSON ->
                out.println(JsonLine.of(json -> {
                    json.writeStringProperty("id", id);
                    if (isDuplicate) {
                        json.writeBooleanProperty("duplicate", true);
                    }
                }));
            case NONE -> {}
        }
    }

    private void refused(Problem problem) {
        failed++;
        say(problem.toString());
        if (output.results() == PublishOutput.Results.JSON) {
            out.println(JsonLine.of(json -> {
                json.writeStringProperty("error", problem.detail());
                json.writeStringProperty("type", problem.type());
                json.writeNumberProperty("status", problem.status());
            }));
        }
    }

    private void say(String sentence) {
        if (isCountShown) {
            err.print(ERASE_LINE);
            isCountShown = false;
        }
        err.println("spate: " + sentence);
    }

    private void showCount() {
        countedNanos = ticker.nanos();
        isCountShown = true;
        err.print(ERASE_LINE
                + "spate: %,d published".formatted(published)
                + (failed == 0 ? "" : ", " + failed + " failed"));
        err.flush();
    }
}
