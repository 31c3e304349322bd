package dev.spate.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.client.Publication;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The browser's own `EventSource`, with nothing of ours in the page.
final class EventSourceInChromiumTest extends InChromium {
    private static final int EVENTS = 1_000;
    private static final int CUT_EVERY = 100;
    private static final String LISTEN = """
        window.got = []; window.ids = []; window.positions = 0; window.opened = 0;
        window.source = new EventSource('%s');
        source.onopen = () => opened++;
        source.onmessage = (e) => { got.push(e.data); ids.push(e.lastEventId); };
        source.addEventListener('spate.position', () => positions++);
        source.addEventListener('spate.gap', (e) => got.push('gap ' + e.data))\
        """;

    private BlankSite site;
    private LiveHub hub;

    /// Where the page comes from that listens.
    enum Origin {
        SAME,
        FOREIGN
    }

    @BeforeEach
    void start() throws IOException {
        site = new BlankSite();
        hub = new LiveHub(100_000, site.origin());
    }

    @AfterEach
    void stop() {
        hub.close();
        site.close();
    }

    /// A tab that listens, once the hub has told it where it begins.
    private Tab listening(URI page, URI stream) {
        Tab tab = open(page);
        tab.run(LISTEN.formatted(stream));
        tab.until("positions > 0");
        return tab;
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void nothingIsLostOrDoubledOverAConnectionThatIsCutAgainAndAgain(Origin origin) throws Exception {
        long seed = 20_261_123;
        try (var proxy = CuttingProxy.start(hub.address(), CUT_EVERY, seed)) {
            URI page = origin == Origin.SAME ? proxy.uri("/") : site.uri();
            Tab tab = listening(page, proxy.uri("/events/numbers"));

            List<String> numbers =
                    IntStream.range(0, EVENTS).mapToObj(String::valueOf).toList();
            for (int from = 0; from < EVENTS; from += CUT_EVERY / 2) {
                tab.until("got.length >= " + (from - CUT_EVERY));
                hub.publishAll("numbers", numbers.subList(from, from + CUT_EVERY / 2));
            }

            tab.until("got.length >= " + EVENTS);
            assertThat(tab.askAll("got")).as("seed " + seed).isEqualTo(numbers);
            assertThat(tab.askAll("ids")).doesNotHaveDuplicates();
            assertThat(proxy.cuts()).isGreaterThanOrEqualTo(EVENTS / CUT_EVERY);
            // A reset may overtake the head of its answer, and then nothing was opened.
            assertThat(Integer.parseInt(tab.ask("opened"))).isGreaterThanOrEqualTo(EVENTS / CUT_EVERY / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void whatComesWhileItIsAwayIsThereWhenItIsBack(Origin origin) throws Exception {
        try (var proxy = CuttingProxy.start(hub.address(), CuttingProxy.NEVER, 0)) {
            URI page = origin == Origin.SAME ? proxy.uri("/") : site.uri();
            Tab tab = listening(page, proxy.uri("/events/news"));

            proxy.block();
            tab.until("source.readyState === EventSource.CONNECTING");
            hub.publishAll("news", List.of("one", "two", "three"));
            proxy.unblock();

            tab.until("got.length >= 3");
            assertThat(tab.askAll("got")).containsExactly("one", "two", "three");
        }
    }

    @Test
    void everyEventArrivesWhateverItsTopic() throws Exception {
        Tab tab = listening(hub.uri("/"), hub.uri("/events"));

        hub.publishAll("a", List.of("1"));
        hub.publishAll("b/c", List.of("2"));

        tab.until("got.length === 2");
        assertThat(tab.askAll("got")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "a\nb",
                "a\r\nb",
                "a\rb",
                "a\r\rb",
                "a\n\rb",
                "a\r\n\r\nb",
                "\na\n",
                " leading space",
                "  two leading spaces",
                "trailing space ",
                "\ttab",
                ": no comment",
                "data: no field\nid: none\nevent: none",
                "\uFEFFmark",
                "next\u0085line\u2028and\u2029others",
                "😀 👩🏽‍🚀 é 漢字",
                "{\"json\":[1,\"two\"]}"
            })
    void dataArrivesAsItWasPublishedButForLineEnds(String data) throws Exception {
        Tab tab = listening(hub.uri("/"), hub.uri("/events/data"));

        String id = hub.publish(Publication.of("data", data));

        tab.until("got.length === 1");
        assertThat(tab.askAll("got")).containsExactly(data.replace("\r\n", "\n").replace('\r', '\n'));
        assertThat(tab.askAll("ids")).containsExactly(id);
    }

    @Test
    void aMebibyteArrives() throws Exception {
        Tab tab = listening(site.uri(), hub.uri("/events/data"));
        String data = "0123456789 äöü😀\n".repeat((1 << 20) / 22);

        hub.publish(Publication.of("data", data));

        tab.until("got.length === 1");
        assertThat(tab.askAll("got").get(0)).isEqualTo(data);
    }

    @Test
    void aTypeFindsItsListener() throws Exception {
        Tab tab = listening(hub.uri("/"), hub.uri("/events/prices"));
        tab.run("source.addEventListener('price-update', (e) => got.push('listener ' + e.data))");

        hub.publish(Publication.of("prices", "174.32").withType("price-update"));

        tab.until("got.length === 1");
        assertThat(tab.askAll("got")).containsExactly("listener 174.32");
    }

    @Test
    void anOriginThatIsNotListedGetsNothing() throws Exception {
        try (var stranger = new BlankSite()) {
            Tab tab = open(stranger.uri());

            tab.run(LISTEN.formatted(hub.uri("/events/news")));

            tab.until("source.readyState === EventSource.CLOSED");
            assertThat(tab.ask("opened")).isEqualTo("0");
        }
    }

    @Test
    void anIdThatTheHubNoLongerKnowsIsAGapAndNoSilence() throws Exception {
        Tab tab = open(hub.uri("/"));

        tab.run(LISTEN.formatted(hub.uri("/events/news?last_event_id=%23nobody-1")));

        tab.until("got.length === 1");
        assertThat(tab.askAll("got").get(0)).startsWith("gap {").contains("\"reason\":\"epoch\"");
    }
}
