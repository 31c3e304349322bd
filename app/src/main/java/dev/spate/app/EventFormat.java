package dev.spate.app;

import dev.spate.wire.ReceivedEvent;

/// How `spate subscribe` writes an event. Thread-safe: immutable.
enum EventFormat {
    /// The data and nothing else: for the next program of a pipe.
    DATA {
        @Override
        String text(ReceivedEvent event) {
            return event.data();
        }
    },

    /// Id, type and data, for a person: dim, bold and plain. Nothing in them can steer the terminal.
    TERMINAL {
        @Override
        String text(ReceivedEvent event) {
            var text = new StringBuilder();
            if (!event.lastEventId().isEmpty()) {
                text.append(DIM)
                        .append(visible(event.lastEventId()))
                        .append(RESET)
                        .append("  ");
            }
            if (!event.type().equals(MESSAGE)) {
                text.append(BOLD).append(visible(event.type())).append(RESET).append("  ");
            }
            return text.append(visible(event.data())).toString();
        }
    },

    /// A JSON object in one line: for programs that need more than the data.
    JSON {
        @Override
        String text(ReceivedEvent event) {
            return JsonLine.of(json -> {
                json.writeStringProperty("id", event.lastEventId());
                json.writeStringProperty("event", event.type());
                json.writeStringProperty("data", event.data());
            });
        }
    };

    private static final String MESSAGE = "message";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    abstract String text(ReceivedEvent event);

    /// Line ends and tabs stay; every other control character is shown by its code.
    static String visible(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
