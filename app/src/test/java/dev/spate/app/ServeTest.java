package dev.spate.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `spate serve` as a process, over real sockets.
final class ServeTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @AfterEach
    void closeTheClient() {
        http.shutdownNow();
    }

    @Nested
    class AsANewUserWould {
        @Test
        void whoComesBackGetsExactlyWhatWasPublishedMeanwhile() throws Exception {
            try (var spate = SpateProcess.serve(directory)) {
                URI news = spate.url("/events/news");
                String lastId = readOne(news, "hello");

                for (String data : List.of("one", "two", "three")) {
                    assertThat(publish(news, data).statusCode()).isEqualTo(200);
                }

                var request = HttpRequest.newBuilder(news)
                        .header("Last-Event-ID", lastId)
                        .build();
                assertThat(dataLines(request, 3)).containsExactly("one", "two", "three");
            }
        }

        @Test
        void theStartTakesFewLinesAndEndsWithALineToTry() throws Exception {
            try (var spate = SpateProcess.serve(directory)) {
                assertThat(spate.said()).hasSizeLessThanOrEqualTo(20);
                assertThat(spate.said()).last().asString().endsWith("curl -d hello " + spate.url("/events/news"));
                assertThat(spate.said()).anyMatch(line -> line.contains("/#token="));
                assertThat(spate.said()).anyMatch(line -> line.contains("Everybody on this machine may"));
            }
        }

        @Test
        void severalHubsHaveEachTheirOwnLog() throws Exception {
            Files.writeString(directory.resolve("spate.yml"), "hubs: { a: , b: { path: /feeds/b } }");
            try (var spate = SpateProcess.serve(directory)) {
                publish(spate.url("/a/t"), "in a");
                publish(spate.url("/feeds/b/t"), "in b");

                var request = HttpRequest.newBuilder(spate.url("/feeds/b?start=earliest"))
                        .build();
                assertThat(dataLines(request, 1)).containsExactly("in b");
            }
        }
    }

    @Nested
    class Stopping {
        @Test
        void aSignalDrainsAndEndsWithZero() throws Exception {
            try (var spate = SpateProcess.serve(directory)) {
                var stream =
                        open(HttpRequest.newBuilder(spate.url("/events/news")).build());
                publish(spate.url("/events/news"), "last");

                spate.terminate();

                assertThat(stream.lines()).contains("data: last", "event: spate.close");
                assertThat(spate.exitCode()).isZero();
            }
        }

        @Test
        void aSecondSignalEndsItAtOnce() throws Exception {
            try (var spate = SpateProcess.serve(directory, "--limits-drain", "1h", "--slow-stalled", "1h");
                    var neverReads = stalled(spate.url("/events/news"))) {
                spate.terminate();
                spate.readUntil("draining");

                spate.terminate();

                assertThat(spate.exitCode()).isEqualTo(143);
                assertThat(neverReads.isClosed()).isFalse();
            }
        }

        /// A subscriber that is owed more than all buffers on the way can take.
        private Socket stalled(URI stream) throws Exception {
            var socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new java.net.InetSocketAddress(stream.getHost(), stream.getPort()));
            String head = "GET " + stream.getPath() + " HTTP/1.1\r\nHost: " + stream.getAuthority() + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            String data = "x".repeat(1 << 20);
            for (int i = 0; i < 16; i++) {
                assertThat(publish(stream, data).statusCode()).isEqualTo(200);
            }
            return socket;
        }
    }

    @Nested
    class Admin {
        @Test
        void theTokenIsForItsOwnerAloneAndKept() throws Exception {
            Path file = directory.resolve("data/admin-token");
            String first;
            try (var spate = SpateProcess.serve(directory)) {
                first = Files.readString(file);
                assertThat(spate.said()).anyMatch(line -> line.endsWith("/#token=" + first.strip()));
            }

            try (var spate = SpateProcess.serve(directory)) {
                assertThat(Files.readString(file)).isEqualTo(first);
                assertThat(spate.said()).noneMatch(line -> line.contains("token="));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }

        @Test
        void theMetricsAskForIt() throws Exception {
            try (var spate = SpateProcess.serve(directory)) {
                String token =
                        Files.readString(directory.resolve("data/admin-token")).strip();
                var request = HttpRequest.newBuilder(spate.url("/metrics"));

                var without = http.send(request.build(), BodyHandlers.ofString());
                var with = http.send(
                        request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());

                assertThat(without.statusCode()).isEqualTo(401);
                assertThat(with.body()).contains("spate_connections");
            }
        }

        @Test
        void aConfiguredTokenIsTakenInstead() throws Exception {
            Files.writeString(directory.resolve("spate.yml"), "admin: { token: the-token-of-somebody }");
            try (var spate = SpateProcess.serve(directory, "--log", "memory")) {
                var request = HttpRequest.newBuilder(spate.url("/metrics"))
                        .header("Authorization", "Bearer the-token-of-somebody")
                        .build();

                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200);
                assertThat(directory.resolve("data")).doesNotExist();
            }
        }
    }

    @Nested
    class Refusals {
        @Test
        void aPortThatIsTakenIsNamed() throws Exception {
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var spate =
                            SpateProcess.start(directory, "serve", "--listen", "127.0.0.1:" + taken.getLocalPort())) {
                assertThat(spate.exitCode()).isEqualTo(1);
                assertThat(spate.said())
                        .singleElement()
                        .asString()
                        .startsWith("spate: listen: 127.0.0.1:" + taken.getLocalPort() + " (expected: ");
            }
        }

        @Test
        void aDataDirectoryThatIsNoneIsNamed() throws Exception {
            Files.writeString(directory.resolve("data"), "a file");
            try (var spate = SpateProcess.start(directory, "serve", "--listen", "127.0.0.1:0")) {
                assertThat(spate.exitCode()).isEqualTo(1);
                assertThat(spate.said()).singleElement().asString().startsWith("spate: data");
            }
        }

        @Test
        void listeningToOthersNeedsAWordOnTheAnonymous() throws Exception {
            try (var spate = SpateProcess.start(directory, "serve", "--listen", ":0")) {
                assertThat(spate.exitCode()).isEqualTo(1);
                assertThat(spate.said())
                        .singleElement()
                        .asString()
                        .startsWith("spate: listen: :0 can be reached by others")
                        .contains("--anonymous subscribe,publish")
                        .contains("a key");
            }
        }

        @Test
        void whatTheAnonymousMayNotIsForbidden() throws Exception {
            try (var spate = SpateProcess.serve(directory, "--anonymous", "subscribe")) {
                var answer = publish(spate.url("/events/news"), "no");

                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("publishing without a key is not allowed here");
            }
        }

        @Test
        void aWrongFlagIsWrongUsage() throws Exception {
            try (var spate = SpateProcess.start(directory, "serve", "--heartbeat", "1s")) {
                assertThat(spate.exitCode()).isEqualTo(2);
                assertThat(spate.said())
                        .singleElement()
                        .asString()
                        .startsWith("--heartbeat: hubs.events.heartbeat: 1s");
            }
        }
    }

    @Test
    void theLogCanBeJsonAllThrough() throws Exception {
        try (var spate = SpateProcess.start(directory, "serve", "--listen=127.0.0.1:0", "--log-format", "json")) {
            spate.readUntil("spate is running");
            spate.terminate();

            assertThat(spate.exitCode()).isZero();
            assertThat(spate.said())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("}"));
        }
    }

    private HttpResponse<String> publish(URI topic, String data) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(topic)
                .POST(BodyPublishers.ofString(data))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private BufferedReader open(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
    }

    /// Publishes while subscribed, and gives the id of what came.
    private String readOne(URI topic, String data) throws IOException, InterruptedException {
        try (var stream = open(HttpRequest.newBuilder(topic).build())) {
            publish(topic, data);
            String line = stream.readLine();
            while (!line.equals("data: " + data)) {
                line = stream.readLine();
            }
            return stream.readLine().substring("id: ".length());
        }
    }

    private List<String> dataLines(HttpRequest request, int count) throws IOException, InterruptedException {
        var data = new ArrayList<String>();
        try (var stream = open(request)) {
            while (data.size() < count) {
                String line = stream.readLine();
                if (line.startsWith("data: ") && !line.startsWith("data: {")) {
                    data.add(line.substring("data: ".length()));
                }
            }
        }
        return data;
    }
}
