package dev.spate.hub;

/// Something outside the program broke: a disk, a broker, a connection.
public class HubException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message what, the offending value, what was expected
    /// @param cause what broke
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}
