package dev.spate.server.internal.route;

import dev.spate.server.AdminToken;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import java.util.Locale;
import java.util.Optional;

/// Lets in whoever has the admin's token. Thread-safe: immutable.
///
/// @param token opens it; without one nobody gets in
record AdminDoor(Optional<AdminToken> token) {
    private static final String BEARER = "bearer ";

    /// @param what stands behind the door
    /// @throws RefusedException if this is not the administrator
    void requireAdmin(RequestHead head, String what) {
        if (token.isEmpty()) {
            throw new RefusedException(
                    ProblemKind.FORBIDDEN,
                    what + ": for the administrator, and no admin token is set (expected: a token)");
        }
        Optional<String> presented = head.fields()
                .first("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
        if (presented.filter(token.get()::matches).isPresent()) {
            return;
        }
        String found = presented.isPresent() ? "a wrong token" : "no token";
        String challenge = presented.isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer";
        throw new RefusedException(Problem.of(
                        ProblemKind.UNAUTHORIZED, "Authorization: " + found + " (expected: Bearer and the admin token)")
                .with("WWW-Authenticate", challenge));
    }
}
