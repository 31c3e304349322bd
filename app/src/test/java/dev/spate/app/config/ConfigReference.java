package dev.spate.app.config;

/// Writes the table of the reference from the keys themselves. Thread-safe: stateless.
final class ConfigReference {
    private ConfigReference() {}

    static String table() {
        var table = new StringBuilder();
        table.append("| Key | Flag | Default | Value | Meaning |\n");
        table.append("|---|---|---|---|---|\n");
        for (Key<?> key : Keys.ALL) {
            table.append(row(key)).append('\n');
        }
        return table.toString();
    }

    private static String row(Key<?> key) {
        String fallback = key.fallbackAbout().equals(key.fallback()) ? code(key.fallback()) : key.fallbackAbout();
        String flag = key.isSecret() ? "–" : code(key.flag());
        String path = key.path().replace("*", "NAME");
        String name = key.isSecret() ? code(path) + ", " + code(path + Key.FILE_SUFFIX) : code(path);
        return "| " + String.join(" | ", name, flag, fallback, key.kind().rule(), key.about()) + " |";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
