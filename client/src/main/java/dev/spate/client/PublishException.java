package dev.spate.client;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Publications could not be delivered: the hub could not be reached, was too busy for too long, or refuses them
/// all. Of those that were not answered, some may have been published.
public final class PublishException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Problem problem;

    PublishException(String message, Throwable cause) {
        super(message, cause);
        this.problem = cause instanceof PublishException earlier ? earlier.problem : null;
    }

    PublishException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /// What the hub said; empty if it did not answer.
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
