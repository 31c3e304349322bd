package dev.spate.server.internal.http;

import java.util.List;

/// Chooses the form of an answer from the `Accept` field (RFC 9110 §12.5.1). Thread-safe: immutable.
///
/// @param ranges what is accepted
public record Negotiation(List<MediaRange> ranges) {
    public Negotiation {
        ranges = List.copyOf(ranges);
    }

    /// @param fields the head's fields
    /// @return what they accept
    public static Negotiation of(HeaderFields fields) {
        boolean isSilent = fields.values("Accept").stream().allMatch(String::isBlank);
        return new Negotiation(isSilent ? List.of(MediaRange.ANY) : MediaRange.parseAll(fields.values("Accept")));
    }

    /// How much a form is wanted. The most exact range that names it decides, whatever others say.
    ///
    /// @param form a form
    /// @return 0 (not acceptable) to 1000
    public int quality(Form form) {
        int precision = 0;
        int quality = 0;
        for (MediaRange range : ranges) {
            int here = range.precision(form);
            if (here > precision || (here == precision && here > 0 && range.quality() > quality)) {
                precision = here;
                quality = range.quality();
            }
        }
        return quality;
    }

    /// @param form a form
    /// @return whether an answer in it is acceptable
    public boolean accepts(Form form) {
        return quality(form) > 0;
    }
}
