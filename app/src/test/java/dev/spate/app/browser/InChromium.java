package dev.spate.app.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests in one browser, each with tabs of its own. Without Chromium there is nothing to be tested.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InChromium {
    private final List<Tab> tabs = new ArrayList<>();
    private Chromium chromium;

    @BeforeAll
    void startChromium(@TempDir Path profile) throws IOException {
        assumeTrue(Chromium.isInstalled(), "chromium: not on the PATH");
        chromium = Chromium.start(profile);
    }

    @AfterAll
    void closeChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closeTabs() {
        tabs.forEach(Tab::close);
        tabs.clear();
    }

    Tab open(URI address) {
        Tab tab = chromium.open(address);
        tabs.add(tab);
        return tab;
    }
}
