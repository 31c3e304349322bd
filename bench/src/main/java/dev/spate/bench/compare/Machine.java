package dev.spate.bench.compare;

/// On what and with what it was measured. Thread-safe: immutable.
record Machine(int cores, String jdk, String kernel, String nginx, String nchan) {
    static Machine here(Workplace workplace) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                workplace.output("nginx", "-v").strip(),
                workplace
                        .output("dpkg-query", "-W", "-f", "${Version}", "libnginx-mod-nchan")
                        .strip());
    }

    String text() {
        return "%d cores, %s, JDK %s%n%s, nchan %s".formatted(cores, kernel, jdk, nginx, nchan);
    }
}
