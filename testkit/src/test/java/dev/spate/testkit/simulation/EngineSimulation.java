package dev.spate.testkit.simulation;

/// Lives by seeds. To look into one that failed:
///
/// ```
/// mvn … -Dtest=EngineSimulationTest -Dspate.simulation.seed=4711
/// ```
public final class EngineSimulation {
    /// How many steps a life has.
    static final int STEPS = 220;

    private EngineSimulation() {}

    /// Lives one life.
    ///
    /// @throws AssertionError with what happened last, if something was that must never be
    static void live(long seed, Coverage coverage) {
        try {
            new Life(seed, STEPS, coverage).live();
        } catch (AssertionError | RuntimeException failure) {
            throw told(seed, failure);
        }
    }

    /// The same life once more, with an account of it.
    private static AssertionError told(long seed, Throwable failure) {
        var again = new Life(seed, STEPS, new Coverage()).traced();
        var text = new StringBuilder("seed " + seed + ": " + failure.getMessage());
        try {
            again.live();
            text.append('\n').append(again.setting());
            text.append("\n(and not so when it was lived again)");
        } catch (AssertionError | RuntimeException same) {
            text.append('\n').append(again.setting());
            for (var line : again.trace()) {
                text.append('\n').append(line);
            }
        }
        return new AssertionError(text.toString(), failure);
    }

    /// Finds out whether some seed finds something.
    ///
    /// @return what it found; empty if nothing
    public static String find(long firstSeed, int count) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            try {
                new Life(seed, STEPS, new Coverage()).live();
            } catch (AssertionError | RuntimeException failure) {
                return "seed " + seed + ": " + failure.getMessage();
            }
        }
        return "";
    }

    /// Lives so many lives from a seed on, and prints how long that took and what was seen.
    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        int count = Integer.parseInt(args[1]);
        var coverage = new Coverage();
        long begun = System.nanoTime();
        int failed = 0;
        for (long seed = first; seed < first + count; seed++) {
            try {
                live(seed, coverage);
            } catch (AssertionError failure) {
                failed++;
                if (failed <= 1) {
                    failure.printStackTrace(System.out);
                } else {
                    System.out.println(failure.getMessage().lines().findFirst().orElse(""));
                }
                if (failed > 20) {
                    break;
                }
            }
        }
        System.out.println((System.nanoTime() - begun) / 1_000_000 + " ms, " + failed + " failed");
        System.out.println(coverage.counts());
        System.out.println("not reached: " + coverage.missing());
    }
}
