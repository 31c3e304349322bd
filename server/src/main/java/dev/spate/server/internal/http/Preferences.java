package dev.spate.server.internal.http;

import java.util.Locale;

/// Reads the `Prefer` field (RFC 7240). Thread-safe: stateless.
public final class Preferences {
    private Preferences() {}

    /// Whether a client wants to be told by a status that it cannot be served now. A browser's own `EventSource`
    /// gives up for good on any status but 200, and does not say so.
    ///
    /// @param fields the head's fields
    /// @return whether `status=true` is among its preferences
    public static boolean wantsStatus(HeaderFields fields) {
        for (String member : fields.members("Prefer")) {
            String preference = member.split(";", 2)[0].replace("\"", "").replaceAll("\\s*=\\s*", "=");
            if (preference.strip().toLowerCase(Locale.ROOT).equals("status=true")) {
                return true;
            }
        }
        return false;
    }
}
