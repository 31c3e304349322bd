package dev.spate.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures the hub beside others, and says whether it keeps its promises. Started by `bench/compare`.
///
/// Owner: the main thread.
public final class Compare {
    private static final int MET = 0;
    private static final int MISSED = 1;
    private static final int WRONG_USAGE = 2;

    private final Options options;
    private final List<Load> loads;
    private final Workplace workplace;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private Compare(Options options, Workplace workplace) {
        this.options = options;
        this.loads = Loads.chosen(Loads.all(options.length()), options.only());
        this.workplace = workplace;
    }

    /// @param args as bench/compare was given them; the system properties `spate.root` and `spate.hubFlags` name the
    ///     directory of the project and the flags of the hub's virtual machine
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(run(args));
    }

    private static int run(String... args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(Options.USAGE);
            return MET;
        }
        Compare compare;
        try {
            compare = new Compare(Options.parse(args), workplace());
        } catch (IllegalArgumentException wrong) {
            System.err.println("compare: " + wrong.getMessage());
            return WRONG_USAGE;
        }
        return compare.compare();
    }

    private static Workplace workplace() {
        var flags = List.of(System.getProperty("spate.hubFlags", "").split(" "));
        return new Workplace(Path.of(System.getProperty("spate.root", "")), flags, Children.endingWithThisProcess());
    }

    private int compare() throws IOException, InterruptedException {
        var machine = Machine.here(workplace);
        System.out.println(machine.text());
        try {
            measureAll();
        } catch (CompareException failure) {
            conclude(machine);
            System.err.println("compare: FAILED: " + failure.getMessage());
            return MISSED;
        }
        conclude(machine);
        return Report.areAllMet(verdicts) ? MET : MISSED;
    }

    private void measureAll() throws IOException, InterruptedException {
        var comparison = new Comparison(workplace, options.runs(), line -> System.err.println("compare: " + line));
        for (Load load : loads) {
            var outcome = comparison.measure(load);
            System.out.println();
            System.out.print(Report.figures(outcome));
            verdicts.addAll(outcome.verdicts());
            outcomes.add(outcome);
        }
    }

    /// Tells what has come out so far, whether or not it is everything.
    private void conclude(Machine machine) throws IOException {
        System.out.println();
        System.out.print(Report.verdicts(verdicts));
        if (options.json() != null) {
            Files.writeString(options.json(), Report.json(machine, outcomes));
        }
    }
}
