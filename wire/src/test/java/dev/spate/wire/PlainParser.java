package dev.spate.wire;

import java.util.ArrayList;
import java.util.List;

/// The parser as the standard words it, for one whole connection and without a thought for speed: what
/// [EventParser] is compared with.
final class PlainParser {

    private final List<ReceivedEvent> events = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final List<Long> retries = new ArrayList<>();
    private final long maxRetryMillis;
    private String dataBuffer = "";
    private String eventTypeBuffer = "";
    private String lastEventIdBuffer = "";
    private String lastEventIdString = "";

    private PlainParser(long maxRetryMillis) {
        this.maxRetryMillis = maxRetryMillis;
    }

    static Recording.Result parse(byte[] stream, long maxRetryMillis) {
        PlainParser parser = new PlainParser(maxRetryMillis);
        String text = decode(stream);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            parser.line(lines[i]);
        }
        return new Recording.Result(parser.events, parser.comments, parser.retries);
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith(":")) {
            comments.add(withoutSpace(line.substring(1)));
        } else if (line.contains(":")) {
            int colon = line.indexOf(':');
            field(line.substring(0, colon), withoutSpace(line.substring(colon + 1)));
        } else {
            field(line, "");
        }
    }

    private static String withoutSpace(String value) {
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> eventTypeBuffer = value;
            case "data" -> dataBuffer += value + "\n";
            case "id" -> lastEventIdBuffer = value.contains("\0") ? lastEventIdBuffer : value;
            case "retry" -> retry(value);
            default -> {}
        }
    }

    private void retry(String value) {
        if (value.matches("[0-9]+")) {
            String digits = value.replaceFirst("^0+(?=.)", "");
            retries.add(digits.length() > 18 ? maxRetryMillis : Math.min(Long.parseLong(digits), maxRetryMillis));
        }
    }

    private void dispatch() {
        lastEventIdString = lastEventIdBuffer;
        if (dataBuffer.isEmpty()) {
            eventTypeBuffer = "";
            return;
        }
        String data = dataBuffer.substring(0, dataBuffer.length() - 1);
        String type = eventTypeBuffer.isEmpty() ? "message" : eventTypeBuffer;
        dataBuffer = "";
        eventTypeBuffer = "";
        events.add(new ReceivedEvent(lastEventIdString, type, data));
    }

    /// The UTF-8 decoder of the Encoding Standard, step by step.
    static String decode(byte[] bytes) {
        StringBuilder output = new StringBuilder();
        int codePoint = 0;
        int bytesSeen = 0;
        int bytesNeeded = 0;
        int lowerBoundary = 0x80;
        int upperBoundary = 0xBF;
        int i = 0;
        while (i < bytes.length) {
            int b = Byte.toUnsignedInt(bytes[i++]);
            if (bytesNeeded == 0) {
                if (b <= 0x7F) {
                    output.append((char) b);
                } else if (b >= 0xC2 && b <= 0xDF) {
                    bytesNeeded = 1;
                    codePoint = b & 0x1F;
                } else if (b >= 0xE0 && b <= 0xEF) {
                    lowerBoundary = b == 0xE0 ? 0xA0 : lowerBoundary;
                    upperBoundary = b == 0xED ? 0x9F : upperBoundary;
                    bytesNeeded = 2;
                    codePoint = b & 0xF;
                } else if (b >= 0xF0 && b <= 0xF4) {
                    lowerBoundary = b == 0xF0 ? 0x90 : lowerBoundary;
                    upperBoundary = b == 0xF4 ? 0x8F : upperBoundary;
                    bytesNeeded = 3;
                    codePoint = b & 0x7;
                } else {
                    output.append('\uFFFD');
                }
                continue;
            }
            if (b < lowerBoundary || b > upperBoundary) {
                i--;
                output.append('\uFFFD');
                bytesNeeded = 0;
                bytesSeen = 0;
            } else {
                codePoint = (codePoint << 6) | (b & 0x3F);
                bytesSeen++;
                if (bytesSeen == bytesNeeded) {
                    output.appendCodePoint(codePoint);
                    bytesNeeded = 0;
                    bytesSeen = 0;
                }
            }
            lowerBoundary = 0x80;
            upperBoundary = 0xBF;
        }
        return bytesNeeded == 0 ? output.toString() : output.append('\uFFFD').toString();
    }
}
