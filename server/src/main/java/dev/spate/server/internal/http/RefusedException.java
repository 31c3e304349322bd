package dev.spate.server.internal.http;

/// Carries a problem from where it is found to where the request is answered. It has no stack trace: it tells of
/// the request, not of the program.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /// @param problem why the request is refused
    public RefusedException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /// @param kind what sort of refusal
    /// @param detail what, the offending value, the rule
    public RefusedException(ProblemKind kind, String detail) {
        this(Problem.of(kind, detail));
    }

    /// A value that breaks its rule.
    ///
    /// @param what the parameter, header or member
    /// @param value the offending value; it is quoted and cut here
    /// @param rule what was expected
    /// @return to be thrown
    public static RefusedException badParameter(String what, String value, String rule) {
        return new RefusedException(
                ProblemKind.BAD_PARAMETER, what + ": " + Quoted.text(value) + " (expected: " + rule + ")");
    }

    /// @return why the request is refused
    public Problem problem() {
        return problem;
    }
}
