package dev.spate.app;

import dev.spate.app.bench.BenchPlan;
import dev.spate.app.bench.BenchResult;
import dev.spate.app.bench.BenchResult.Percentiles;
import dev.spate.app.bench.BenchWatch;
import java.io.PrintWriter;
import tools.jackson.core.JsonGenerator;

/// Tells how a bench gets on, to a person, and what came out, to a person or a program. Owner: the main thread.
final class BenchReport implements BenchWatch {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final double MICROS = 1e6;
    private static final double MEGA = 1e6;
    private static final int NAME_COLUMNS = 12;

    private final PrintWriter err;
    private final boolean isShown;
    private long shownOpened = -1;

    BenchReport(PrintWriter err, boolean isShown) {
        this.err = err;
        this.isShown = isShown;
    }

    @Override
    public void onOpening(long opened, long of) {
        if (isShown && opened != shownOpened) {
            shownOpened = opened;
            show("%,d of %,d streams open".formatted(opened, of));
        }
    }

    @Override
    public void onSecond(long deliveries, double p99Millis) {
        if (isShown) {
            show("%,d deliveries/s, p99 %.1f ms".formatted(deliveries, p99Millis));
        }
    }

    private void show(String line) {
        err.print(ERASE_LINE + "spate: " + line);
        err.flush();
    }

    void end(BenchResult result) {
        if (isShown) {
            err.print(ERASE_LINE);
        }
        if (!result.faults().first().isEmpty()) {
            err.println("spate: first failure: " + result.faults().first());
        }
        err.flush();
    }

    static void writeTo(JsonGenerator json, BenchResult result) {
        BenchPlan plan = result.plan();
        json.writeStringProperty("target", plan.target().subscribe().url());
        json.writeStringProperty("scenario", plan.load().scenario());
        json.writeNumberProperty("subscribers", plan.crowd().subscribers());
        json.writeNumberProperty("publishers", plan.load().flow().publishers());
        json.writeNumberProperty("topics", plan.load().topics());
        json.writeNumberProperty("size", plan.load().size());
        json.writeNumberProperty("seconds", rounded(result.seconds()));
        json.writeNumberProperty("connects_per_second", rounded(result.connectsPerSecond()));
        json.writeNumberProperty("published", result.published().count());
        json.writeNumberProperty(
                "published_per_second", rounded(result.published().perSecond()));
        json.writeNumberProperty("deliveries", result.delivered().rate().count());
        json.writeNumberProperty(
                "deliveries_per_second", rounded(result.delivered().rate().perSecond()));
        json.writeNumberProperty("bytes", result.delivered().bytes());
        write(json, "latency_ms", result.delivered().rate().latency());
        write(json, "publish_ms", result.published().latency());
        writeFaults(json, result.faults());
        result.catchUpSeconds().ifPresent(seconds -> json.writeNumberProperty("catch_up_seconds", rounded(seconds)));
        result.server().ifPresent(server -> {
            json.writeObjectPropertyStart("server");
            json.writeNumberProperty("pid", server.pid());
            json.writeNumberProperty("cpu_seconds", rounded(server.cpuSeconds()));
            json.writeNumberProperty("cpu_us_per_delivery", rounded(cpuMicros(result, server)));
            json.writeNumberProperty("rss_bytes", server.residentBytes());
            json.writeNumberProperty("rss_bytes_per_connection", Math.round(server.residentBytesPerConnection()));
            json.writeEndObject();
        });
        json.writeNumberProperty("client_cpu_seconds", rounded(result.clientCpuSeconds()));
        json.writeBooleanProperty("ok", result.isGood());
    }

    private static void writeFaults(JsonGenerator json, BenchResult.Faults faults) {
        json.writeNumberProperty("lost", faults.lost());
        json.writeNumberProperty("doubled", faults.doubled());
        json.writeNumberProperty("out_of_order", faults.outOfOrder());
        json.writeNumberProperty("gaps", faults.gaps());
        json.writeNumberProperty("refused", faults.refused());
        json.writeNumberProperty("failed_connections", faults.failedConnections());
    }

    private static void write(JsonGenerator json, String name, Percentiles percentiles) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("p50", rounded(percentiles.p50()));
        json.writeNumberProperty("p90", rounded(percentiles.p90()));
        json.writeNumberProperty("p99", rounded(percentiles.p99()));
        json.writeNumberProperty("p99_9", rounded(percentiles.p999()));
        json.writeNumberProperty("max", rounded(percentiles.max()));
        json.writeEndObject();
    }

    private static double cpuMicros(BenchResult result, BenchResult.Server server) {
        long deliveries = result.delivered().rate().count();
        return deliveries == 0 ? 0 : server.cpuSeconds() * MICROS / deliveries;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /// A few lines for a person.
    static String text(BenchResult result) {
        BenchPlan plan = result.plan();
        BenchResult.Rate published = result.published();
        BenchResult.Rate delivered = result.delivered().rate();
        var text = new StringBuilder();
        line(text, "target", plan.target().subscribe().url());
        line(text, "scenario", "%s, %.1f s".formatted(plan.load().scenario(), result.seconds()));
        line(
                text,
                "streams",
                "%,d, opened %,.0f a second".formatted(plan.crowd().subscribers(), result.connectsPerSecond()));
        line(text, "published", "%,d, %,.1f/s".formatted(published.count(), published.perSecond()));
        line(text, "  answered", percentiles(published.latency()));
        double megabytes = result.delivered().bytes() / MEGA;
        line(
                text,
                "delivered",
                "%,d, %,.0f/s, %,.1f MB".formatted(delivered.count(), delivered.perSecond(), megabytes));
        line(text, "  late by", percentiles(delivered.latency()));
        result.catchUpSeconds().ifPresent(seconds -> line(text, "caught up", "after %.3f s".formatted(seconds)));
        result.server().ifPresent(server -> line(text, "server", server(result, server)));
        line(text, "bench", "%.2f s CPU".formatted(result.clientCpuSeconds()));
        return text.append(verdict(result)).toString();
    }

    private static String server(BenchResult result, BenchResult.Server server) {
        return "%.2f s CPU, %.2f µs a delivery, %,.1f MB resident, %,.0f bytes a stream"
                .formatted(
                        server.cpuSeconds(),
                        cpuMicros(result, server),
                        server.residentBytes() / MEGA,
                        server.residentBytesPerConnection());
    }

    private static String verdict(BenchResult result) {
        BenchResult.Faults faults = result.faults();
        return result.isGood()
                ? "every delivery came, once, in order"
                : "NOT in order: %,d lost, %,d doubled, %,d out of order, %,d gaps, %,d refused, %,d failed connections"
                        .formatted(
                                faults.lost(),
                                faults.doubled(),
                                faults.outOfOrder(),
                                faults.gaps(),
                                faults.refused(),
                                faults.failedConnections());
    }

    private static String percentiles(Percentiles of) {
        return "p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms"
                .formatted(of.p50(), of.p90(), of.p99(), of.p999(), of.max());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append(" ".repeat(NAME_COLUMNS - name.length()))
                .append(value)
                .append(System.lineSeparator());
    }
}
