package dev.spate.app.browser;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A page in the browser.
///
/// Owner: the test's thread.
final class Tab {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// Keeps what went wrong in the page, from before its first script on.
    private static final String WATCH = """
        window.wrongs = [];
        addEventListener('error', (e) => wrongs.push(String(e.message ?? e.target?.src)), true);
        addEventListener('unhandledrejection', (e) => wrongs.push(String(e.reason)));
        document.addEventListener('securitypolicyviolation', (e) => wrongs.push(e.violatedDirective));
        """;

    private final DevTools devTools;
    private final String session;

    Tab(DevTools devTools, String session) {
        this.devTools = devTools;
        this.session = session;
        devTools.call(session, "Page.enable", json -> {});
        devTools.call(
                session, "Page.addScriptToEvaluateOnNewDocument", json -> json.writeStringProperty("source", WATCH));
    }

    void go(URI address) {
        devTools.call(session, "Page.navigate", json -> json.writeStringProperty("url", address.toString()));
        until("location.href.startsWith('%s') && document.readyState === 'complete'".formatted(address));
    }

    void resize(int width, int height) {
        devTools.call(session, "Emulation.setDeviceMetricsOverride", json -> {
            json.writeNumberProperty("width", width);
            json.writeNumberProperty("height", height);
            json.writeNumberProperty("deviceScaleFactor", 1);
            json.writeBooleanProperty("mobile", true);
        });
    }

    /// Runs a script that has no result.
    void run(String script) {
        evaluate("(async () => { " + script + "; return 'done'; })()");
    }

    /// The value of an expression, as a string; a promise is waited for.
    String ask(String expression) {
        return evaluate("(async () => String(await (" + expression + ")))()");
    }

    /// The strings of an expression that is an array of them.
    List<String> askAll(String expression) {
        return JsonText.strings(ask("JSON.stringify(" + expression + ")"));
    }

    /// Waits until an expression is true.
    void until(String expression) {
        await(expression)
                .atMost(PATIENCE)
                .until(() -> ask("Boolean(" + expression + ")").equals("true"));
    }

    void close() {
        devTools.call(session, "Page.close", json -> {});
    }

    private String evaluate(String promise) {
        String answer = devTools.call(session, "Runtime.evaluate", json -> {
            json.writeStringProperty("expression", promise);
            json.writeBooleanProperty("awaitPromise", true);
            json.writeBooleanProperty("returnByValue", true);
        });
        JsonText.at(answer, "result", "exceptionDetails", "exception", "description")
                .ifPresent(thrown -> {
                    throw new AssertionError(promise + ": " + thrown);
                });
        return JsonText.at(answer, "result", "result", "value").orElseThrow();
    }
}
