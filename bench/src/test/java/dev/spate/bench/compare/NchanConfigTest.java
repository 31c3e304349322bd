package dev.spate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class NchanConfigTest {
    @Test
    void listensWithAsManyWorkersAsItIsTold() {
        assertThat(config(2, false).text())
                .contains("worker_processes 2;", "listen 127.0.0.1:8081 backlog=4096 reuseport;");
    }

    @Test
    void aSingleWorkerHasThePortByItself() {
        assertThat(config(1, false).text()).contains("worker_processes 1;", "listen 127.0.0.1:8081 backlog=4096;");
    }

    @Test
    void rootStaysRootAndOthersNameNoUser() {
        assertThat(config(1, true).text()).startsWith("user root;\nload_module /m/nchan.so;\n");
        assertThat(config(1, false).text()).startsWith("load_module /m/nchan.so;\n");
    }

    @Test
    void writesIntoItsOwnDirectoryAlone() {
        assertThat(config(1, false).text().lines().filter(line -> line.matches(".*(_path|_log|pid) .*")))
                .filteredOn(line -> !line.contains("access_log off"))
                .hasSize(7)
                .allMatch(line -> line.contains(" /tmp/somewhere/"));
    }

    private static NchanConfig config(int workers, boolean isRoot) {
        return new NchanConfig(Path.of("/m/nchan.so"), Path.of("/tmp/somewhere"), 8081, workers, isRoot);
    }
}
