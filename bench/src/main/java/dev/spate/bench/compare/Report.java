package dev.spate.bench.compare;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What came out, for a person and for a program. Thread-safe: stateless.
final class Report {
    private static final JsonMapper JSON = new JsonMapper();

    private Report() {}

    /// The figures of one load: the median of each, and from the least to the most.
    static String figures(Outcome outcome) {
        var text = new StringBuilder(outcome.load().title()).append(System.lineSeparator());
        for (Figure figure : outcome.load().figures()) {
            outcome.runs()
                    .forEach((who, runs) ->
                            text.append("  %-28s %-18s %s%n".formatted(figure.title(), who, of(figure, runs))));
        }
        outcome.runs().forEach((who, runs) -> text.append(faults(who, runs)));
        return text.toString();
    }

    /// What has to come out, what did, and how much of that the hub differs from itself.
    static String verdicts(List<Verdict> verdicts) {
        var text = new StringBuilder(line("load", "figure", "target", "measured", "from – to", "hub/hub", ""));
        verdicts.forEach(verdict -> text.append(line(verdict)));
        return text.toString();
    }

    static boolean areAllMet(List<Verdict> verdicts) {
        return verdicts.stream().allMatch(Verdict::isMet);
    }

    /// Everything, as one JSON object.
    static String json(Machine machine, List<Outcome> outcomes) {
        var root = JSON.createObjectNode();
        root.set("machine", JSON.valueToTree(machine));
        var loads = root.putArray("loads");
        for (Outcome outcome : outcomes) {
            var load = loads.addObject().put("name", outcome.load().name());
            load.put("title", outcome.load().title());
            var runs = load.putObject("runs");
            outcome.runs().forEach((who, measured) -> runs.set(who, JSON.valueToTree(measured)));
            var verdicts = load.putArray("targets");
            outcome.verdicts().forEach(verdict -> write(verdicts.addObject(), verdict));
        }
        return root.toPrettyString();
    }

    private static String line(Verdict verdict) {
        var target = verdict.target();
        var span = verdict.span();
        var itself = verdict.hubAgainstItself();
        return line(
                verdict.load(),
                target.title(),
                target.bound(),
                target.text(verdict.value()),
                target.text(span.low()) + " – " + target.text(span.high()),
                "%.2f – %.2f".formatted(itself.low(), itself.high()),
                verdict.isMet() ? "met" : "MISSED");
    }

    private static String line(Object... cells) {
        return "%-14s %-30s %-10s %12s  %-24s %-12s %s%n".formatted(cells).replaceAll(" +(\\R)$", "$1");
    }

    private static void write(ObjectNode json, Verdict verdict) {
        json.put("figure", verdict.target().title());
        json.put("target", verdict.target().bound().toString());
        json.put("measured", verdict.value());
        json.set("span", JSON.valueToTree(verdict.span()));
        json.set("hub_against_itself", JSON.valueToTree(verdict.hubAgainstItself()));
        json.put("met", verdict.isMet());
    }

    private static String of(Figure figure, List<Measurement> runs) {
        var values = runs.stream()
                .filter(run -> run.figures().containsKey(figure))
                .map(run -> run.figures().getOrDefault(figure, 0.0))
                .toList();
        if (values.isEmpty()) {
            return "not measured";
        }
        var series = new Series(values);
        var span = series.span();
        return figure.text(series.median()) + "  (" + figure.text(span.low()) + " – " + figure.text(span.high()) + ")";
    }

    private static String faults(String who, List<Measurement> runs) {
        String faults = runs.stream()
                .filter(run -> !run.isGood())
                .map(run -> String.join(", ", run.faults()))
                .collect(Collectors.joining("; "));
        return faults.isEmpty() ? "" : "  NOT IN ORDER: %s: %s%n".formatted(who, faults);
    }
}
