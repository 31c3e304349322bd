package dev.spate.app;

import dev.spate.client.Publication;
import dev.spate.client.PublishException;
import dev.spate.client.Publisher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Publishes one event.
///
/// Owner: the main thread.
final class SinglePublisher {
    /// More than any hub takes: it says itself what is too much.
    private static final int MAX_INPUT_BYTES = 64 << 20;

    private final Publisher publisher;
    private final Publication template;
    private final PublishReport report;

    SinglePublisher(Publisher publisher, Publication template, PublishReport report) {
        this.publisher = publisher;
        this.template = template;
        this.report = report;
    }

    /// @param data the data; null for standard input
    /// @return the exit code
    int run(@Nullable String data, Ends ends) throws InterruptedException {
        try {
            String text = data == null ? read(ends.in()) : data;
            report.result(publisher.publish(template.withEvent(template.event().withData(text))));
        } catch (PublishException failed) {
            report.failure(String.valueOf(failed.getMessage()));
        } catch (CharacterCodingException malformed) {
            report.failure("standard input: not UTF-8 (expected: text in UTF-8)");
        } catch (IOException unreadable) {
            report.failure("standard input: " + unreadable.getMessage());
        }
        report.end();
        return report.exitCode();
    }

    /// All of it, but for one line end at the end: `echo hello` means "hello".
    private static String read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_INPUT_BYTES + 1);
        if (bytes.length > MAX_INPUT_BYTES) {
            throw new IOException("more than " + MAX_INPUT_BYTES + " bytes (expected: an event; see --lines)");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
