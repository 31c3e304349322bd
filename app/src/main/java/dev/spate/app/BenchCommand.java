package dev.spate.app;

import dev.spate.app.bench.Bench;
import dev.spate.app.bench.BenchException;
import dev.spate.app.bench.BenchPlan;
import dev.spate.app.bench.BenchResult;
import dev.spate.app.bench.ServerProcess;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spate bench`: loads a server with subscribers and publications, checks every delivery, and says what it cost.
///
/// Owner: the main thread.
@Command(
        name = "bench",
        description = {
            "Opens event streams, publishes, checks every delivery for loss, doubles and order, and says how fast it"
                    + " was. Works against a hub of this program, and with the flags under \"Any server\" against any"
                    + " other.",
            "",
            "Delays are counted from the time at which an event was due, not from when it could be sent.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Ends with 0 if every check held, with 1 if anything was lost, doubled, out of order or refused.",
            "",
            "Example: spate bench --subscribers 10000 --rate 10 http://127.0.0.1:8080",
            "         spate bench --flat-out --publishers 4 --json --pid $(pgrep -f 'Spate serve')",
            "         spate bench --subscribers 2000 --behind 1000",
            "         spate bench --subscribe-url 'http://127.0.0.1:8081/sub/{topic}' "
                    + "--publish-url 'http://127.0.0.1:8081/pub/{topic}'"
        })
final class BenchCommand implements Callable<Integer> {
    private final Supplier<Ends> ends;

    @Parameters(arity = "0..1", paramLabel = "URL", description = "the hub, such as http://127.0.0.1:8080")
    private @Nullable String url;

    @Mixin
    private final HubAddress hub;

    @ArgGroup(exclusive = false, heading = "%nLoad:%n")
    private final BenchLoadOptions load = new BenchLoadOptions();

    @ArgGroup(exclusive = false, heading = "%nAny server:%n")
    private final BenchServerOptions server = new BenchServerOptions();

    @ArgGroup(exclusive = false, heading = "%nMeasuring:%n")
    private final BenchMeasureOptions measure = new BenchMeasureOptions();

    @Option(names = "--json", description = "write the result as one JSON object")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    BenchCommand(Map<String, String> environment, Supplier<Ends> ends) {
        this.hub = new HubAddress(environment);
        this.ends = ends;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var report = new BenchReport(spec.commandLine().getErr(), ends.get().isErrorTerminal());
        var stop = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        Bench bench = bench(report, stop);
        try (ShutdownHook _ = ShutdownHook.add(() -> end(stop, over))) {
            BenchResult result = bench.run();
            report.end(result);
            out.println(isJson ? JsonLine.of(json -> BenchReport.writeTo(json, result)) : BenchReport.text(result));
            out.flush();
            return result.isGood() ? ExitCodes.DONE : ExitCodes.FAILED;
        } catch (BenchException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        } finally {
            over.countDown();
        }
    }

    private Bench bench(BenchReport report, CountDownLatch stop) {
        try {
            var plan = new BenchPlan(
                    server.target(hubUrl(), load), load.crowd(measure.threads(), server), load.load(), load.times());
            return new Bench(plan, measure.pid().map(ServerProcess::new), report, stop);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private String hubUrl() {
        return url == null ? hub.uri().toString() : url;
    }

    /// Ctrl-C: what was measured so far is still told.
    private static void end(CountDownLatch stop, CountDownLatch over) {
        stop.countDown();
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
