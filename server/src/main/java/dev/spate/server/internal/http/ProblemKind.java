package dev.spate.server.internal.http;

import java.util.Locale;

/// The kinds of refusal, each with its status and the stable last part of its `type`. Thread-safe: immutable.
public enum ProblemKind {
    /// The request's head or framing breaks HTTP: nothing after it on this connection can be trusted.
    MALFORMED_REQUEST(400, "The request is not well-formed HTTP"),
    /// A parameter, a header or a member has a value that breaks a rule, or a name that looks mistyped.
    BAD_PARAMETER(400, "A parameter is wrong"),
    /// A body is not what its content type says.
    BAD_BODY(400, "The body is wrong"),
    /// The surface has it, this hub has not.
    NOT_OFFERED(400, "This hub does not offer that"),
    /// Only somebody known may do this.
    UNAUTHORIZED(401, "A token is needed"),
    /// Known or not, it is not allowed.
    FORBIDDEN(403, "That is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method does not work here"),
    NOT_ACCEPTABLE(406, "No acceptable form"),
    REQUEST_TIMEOUT(408, "The request did not arrive in time"),
    TOO_LARGE(413, "The request is too large"),
    URI_TOO_LONG(414, "The request target is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has a form that is not read here"),
    EXPECTATION_FAILED(417, "The expectation cannot be met"),
    MISDIRECTED(421, "This hub does not answer to that name"),
    /// An idempotency key comes back with another publication.
    KEY_REUSED(422, "The idempotency key was used for another publication"),
    TOO_MANY(429, "Too many at once"),
    HEAD_TOO_LARGE(431, "The request's head is too large"),
    INTERNAL(500, "Something broke"),
    NOT_IMPLEMENTED(501, "This is not implemented"),
    OVERLOADED(503, "More to do than can be done"),
    CLOSING(503, "This hub is closing"),
    LOG_FAILED(503, "The log did not take it"),
    UNSUPPORTED_VERSION(505, "This version of HTTP is not spoken here");

    private final int status;
    private final String title;
    private final String type;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
        this.type = "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @return the HTTP status
    public int status() {
        return status;
    }

    /// @return a sentence that is the same for every problem of this kind
    public String title() {
        return title;
    }

    /// The stable name of this kind: a relative reference, to be compared and not to be fetched.
    ///
    /// @return such as `/problems/bad-parameter`
    public String type() {
        return type;
    }
}
