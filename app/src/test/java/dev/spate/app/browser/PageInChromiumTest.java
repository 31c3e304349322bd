package dev.spate.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.client.Publication;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page at `/`.
final class PageInChromiumTest extends InChromium {
    private static final String OPEN = "document.getElementById('state').dataset.kind === 'open'";
    private static final String ROWS = "[...document.querySelectorAll('#list .row')]";
    private static final String DATA = "[...document.querySelectorAll('#list .event .data')].map((d) => d.textContent)";

    private LiveHub hub;
    private CuttingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        hub = new LiveHub(1_000);
        proxy = CuttingProxy.start(hub.address(), CuttingProxy.NEVER, 0);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        hub.close();
    }

    private Tab page(String query) {
        Tab tab = open(proxy.uri("/" + query));
        tab.run("localStorage.clear()");
        tab.go(proxy.uri("/" + query + (query.isEmpty() ? "?" : "&") + "fresh"));
        tab.until(OPEN);
        return tab;
    }

    private static void set(Tab tab, String field, String value) {
        tab.run("""
            (() => {
              const field = document.getElementById('%s');
              field.value = %s;
              field.dispatchEvent(new Event('input', { bubbles: true }));
            })()\
            """.formatted(field, "`" + value + "`"));
    }

    private static void click(Tab tab, String id) {
        tab.run("document.getElementById('" + id + "').click()");
    }

    @Test
    void whatIsPublishedIsShownAsTextWithTypeAndId() throws Exception {
        Tab tab = page("");

        String id =
                hub.publish(Publication.of("any/topic", "<b>bold</b>\n  two 😀").withType("price"));

        tab.until(ROWS + ".length === 1");
        assertThat(tab.askAll(DATA)).containsExactly("<b>bold</b>\n  two 😀");
        assertThat(tab.ask("document.querySelector('.event .type').textContent"))
                .isEqualTo("price");
        assertThat(tab.ask("document.querySelector('.event .id').textContent")).isEqualTo(id);
        assertThat(tab.ask("document.getElementById('count').textContent")).isEqualTo("1 event");
        assertThat(tab.askAll("wrongs")).isEmpty();
    }

    @Test
    void theNewestIsFirst() throws Exception {
        Tab tab = page("");

        hub.publishAll("t", List.of("1", "2", "3"));

        tab.until(ROWS + ".length === 3");
        assertThat(tab.askAll(DATA)).containsExactly("3", "2", "1");
    }

    @Test
    void onlyChosenTopicsAreShown() throws Exception {
        Tab tab = page("?topic=prices/%7Bsymbol%7D&topic=news");

        hub.publishAll("other", List.of("no"));
        hub.publishAll("prices/AAPL", List.of("yes"));
        hub.publishAll("news", List.of("too"));

        tab.until(ROWS + ".length === 2");
        assertThat(tab.askAll(DATA)).containsExactly("too", "yes");
    }

    @Test
    void theFormPublishesAndSaysSo() {
        Tab tab = page("");

        set(tab, "publish-topic", "news");
        set(tab, "publish-type", "greeting");
        set(tab, "publish-data", "hello\\nworld");
        tab.run("document.getElementById('publish').requestSubmit()");

        tab.until(ROWS + ".length === 1");
        tab.until("document.getElementById('answer').textContent.startsWith('Published as #')");
        assertThat(tab.askAll(DATA)).containsExactly("hello\nworld");
        assertThat(tab.askAll("wrongs")).isEmpty();
    }

    @Test
    void theFormShowsWhyTheHubRefuses() {
        Tab tab = page("");

        set(tab, "publish-type", "open");
        tab.run("document.getElementById('publish').requestSubmit()");

        tab.until("document.getElementById('answer').textContent.includes('(expected: another type')");
    }

    @Test
    void whatWasTypedIsRemembered() {
        Tab tab = page("");

        set(tab, "publish-topic", "remembered/topic");
        tab.go(proxy.uri("/?again"));

        assertThat(tab.ask("document.getElementById('publish-topic').value")).isEqualTo("remembered/topic");
    }

    @Test
    void itComesBackWithoutLoss() throws Exception {
        Tab tab = page("");
        hub.publishAll("t", List.of("before"));
        tab.until(ROWS + ".length === 1");

        proxy.block();
        tab.until("document.getElementById('state').dataset.kind === 'waiting'");
        hub.publishAll("t", List.of("away"));
        proxy.unblock();
        tab.until(ROWS + ".length === 2");
        assertThat(tab.askAll(DATA)).containsExactly("away", "before");
        assertThat(tab.askAll("wrongs")).isEmpty();
    }

    @Test
    void aGapIsARowOfItsOwnAndIsCounted() throws Exception {
        try (var forgetful = new LiveHub(100);
                var cut = CuttingProxy.start(forgetful.address(), CuttingProxy.NEVER, 0)) {
            Tab tab = open(cut.uri("/?topic=t"));
            tab.until(OPEN);
            forgetful.publishAll("t", List.of("before"));
            tab.until(ROWS + ".length === 1");

            cut.block();
            forgetful.publishAll(
                    "t", IntStream.range(0, 5_000).mapToObj(String::valueOf).toList());
            cut.unblock();

            tab.until("document.querySelector('.gap') && %s.length > 90".formatted(ROWS));
            assertThat(tab.ask("document.querySelector('.gap .data').textContent"))
                    .matches("([0-9,]+ events|Events) are missing here \\(expired\\)");
            assertThat(tab.ask("document.getElementById('count').textContent")).endsWith(" events, 1 gap");
        }
    }

    @Test
    void aFloodIsCountedAndTheListStaysShort() throws Exception {
        Tab tab = page("");

        hub.publishAll("t", IntStream.range(0, 5_000).mapToObj(String::valueOf).toList());

        tab.until("document.getElementById('count').textContent === '5,000 events'");
        tab.until(ROWS + ".length === 500");
        assertThat(tab.askAll(DATA)).startsWith("4999", "4998").endsWith("4500");
    }

    @Test
    void aPauseHoldsTheListStill() throws Exception {
        Tab tab = page("");
        hub.publishAll("t", List.of("1"));
        tab.until(ROWS + ".length === 1");

        click(tab, "pause");
        hub.publishAll("t", List.of("2", "3"));
        tab.until("document.getElementById('pause').textContent === 'Go on (2 new)'");
        assertThat(tab.askAll(DATA)).containsExactly("1");

        click(tab, "pause");
        tab.until(ROWS + ".length === 3");
        assertThat(tab.askAll(DATA)).containsExactly("3", "2", "1");
    }

    @Test
    void theHubsRefusalIsShown() {
        Tab tab = page("");

        set(tab, "topics", "{");
        tab.run("document.getElementById('subscribe').requestSubmit()");

        tab.until("document.getElementById('state').dataset.kind === 'failed'");
        assertThat(tab.ask("document.getElementById('state-text').textContent")).startsWith("Refused: topic: ");
    }

    @Test
    void theCommandLineIsForWhatIsOnTheScreen() {
        Tab tab = page("");

        set(tab, "topics", "host/vmstat");
        set(tab, "publish-topic", "news");
        set(tab, "publish-data", "it's");

        String events = proxy.uri("/events").toString();
        assertThat(tab.ask("document.getElementById('curl-subscribe').textContent"))
                .isEqualTo("curl -N " + events + "/host/vmstat");
        assertThat(tab.ask("document.getElementById('curl-publish').textContent"))
                .isEqualTo("curl -d 'it'\\''s' " + events + "/news");
    }

    @ParameterizedTest
    @CsvSource({"390,844", "320,568", "768,1024", "1280,800"})
    void nothingStandsOutOfTheScreen(int width, int height) throws Exception {
        Tab tab = page("");
        tab.resize(width, height);

        hub.publishAll("t", List.of("x".repeat(3_000)));

        tab.until(ROWS + ".length === 1");
        assertThat(tab.ask("document.documentElement.scrollWidth")).isEqualTo(String.valueOf(width));
    }

    @Test
    void everyControlHasAName() {
        Tab tab = page("");

        assertThat(tab.askAll("""
            [...document.querySelectorAll('input, select, textarea')]
              .filter((field) => field.labels.length === 0).map((field) => field.id)\
            """)).isEmpty();
        assertThat(tab.askAll("""
            [...document.querySelectorAll('button')]
              .filter((button) => button.textContent.trim() === '').map((button) => button.id)\
            """)).isEmpty();
        assertThat(tab.ask("document.getElementById('state').getAttribute('aria-live')"))
                .isEqualTo("polite");
    }
}
