package dev.spate.app.config;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration that cannot be used, with everything that is wrong with it.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /// @return what is wrong, in the order found; at least one
    public List<ConfigProblem> problems() {
        return problems;
    }

    /// @return whether all of it is in the flags, so that the command was used wrongly
    public boolean isWrongUsage() {
        return problems.stream().allMatch(problem -> problem.origin() instanceof Origin.Flag);
    }
}
