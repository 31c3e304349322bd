package dev.spate.app.config;

import dev.spate.hub.Durability;
import dev.spate.hub.HubLimits;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.UnknownId;
import dev.spate.server.HubServerBuilder;
import dev.spate.server.ServerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Every key there is, in the order in which the reference shows them. Thread-safe: immutable.
final class Keys {
    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9a-f:.]+\\]|[a-z0-9.-]+)(:[0-9]{1,5})?");
    private static final Pattern HOST = Pattern.compile("\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final String YEAR = "365d";
    private static final String FILE_PREFIX = "file:";
    private static final String USUAL_BEHIND = "16MiB";

    static final Key<List<ListenAddress>> LISTEN = Key.of(
            "listen",
            Kind.list(ListenAddress.ONE.rule(), ListenAddress::of),
            "127.0.0.1:8080",
            "where to listen, one address or a list; port 0 lets the system choose");
    static final Key<Path> DATA = Key.of(
            "data",
            Kinds.directory(),
            "data",
            "the directory of what has to survive a restart; made where it is missing");

    static final Key<String> HUB_PATH = Key.of(
                    "hubs.*.path",
                    Kind.one("a path such as /events, not / and not below /-", Keys::readPath),
                    "/{hub}",
                    "where the hub answers")
            .withFallbackAbout("`/` and the hub's name");
    static final Key<Optional<Path>> HUB_LOG = Key.of(
                    "hubs.*.log",
                    Kind.one("memory, or file: and the path of a directory", Keys::readLog),
                    FILE_PREFIX + "{data}/{hub}",
                    "where the hub's log lives: in files of a directory of its own, or in memory, where it ends with"
                            + " the process")
            .withFallbackAbout("`file:`, the `data` directory, `/` and the hub's name");
    static final Key<Durability> DURABILITY = Key.of(
                    "hubs.*.durability",
                    Kinds.word(Durability.class),
                    "disk",
                    "what an answer to a publisher, and delivery, wait for: disk, and nothing takes it back; memory,"
                            + " and a power cut may take the last second back")
            .withFallbackAbout("`disk`; `memory` where the log is in memory");
    static final Key<Duration> RETENTION_AGE = Key.of(
            "hubs.*.retention.age", Kinds.duration("24h", "1s", "3650d"), "24h", "entries older than this are evicted");
    static final Key<Long> RETENTION_SIZE = Key.of(
                    "hubs.*.retention.size",
                    Kinds.size("256MiB", "64KiB", "1024TiB"),
                    "4GiB",
                    "the most bytes that the log may hold, its own overhead included")
            .withFallbackAbout("`4GiB`; where the log is in memory 256MiB, or a quarter of the heap if that is less");
    static final Key<Long> RETENTION_EVENTS = Key.of(
                    "hubs.*.retention.events",
                    Kinds.count(1, 1_000_000_000_000L),
                    "10000000",
                    "the most entries that the log may hold")
            .withFallbackAbout("`10000000`; `1000000` where the log is in memory");
    static final Key<Long> WINDOW = Key.of(
            "hubs.*.window",
            Kinds.size("64MiB", "64KiB", "1TiB"),
            "64MiB",
            "how much of the newest entries stays encoded in memory, for live delivery and short catch-up");
    static final Key<Duration> HEARTBEAT = Key.of(
            "hubs.*.heartbeat",
            Kinds.duration("15s", "5s", "300s"),
            "15s",
            "the time without a byte after which a stream gets a comment");
    static final Key<Duration> RETRY = Key.of(
            "hubs.*.retry",
            Kinds.duration("3s", "0s", "24h"),
            "3s",
            "the reconnection time that subscribers are told, jittered by half");
    static final Key<SlowPolicy> SLOW_POLICY = Key.of(
            "hubs.*.slow.policy",
            Kind.one("one of catch-up, conflate, drop, disconnect", Keys::readSlowPolicy),
            "catch-up",
            "what becomes of a subscriber that was live and is too far behind, unless it asks for something else: it"
                    + " reads on, is spared what newer values replaced, goes on with what is new, or is closed");
    static final Key<Long> SLOW_BEHIND = Key.of(
                    "hubs.*.slow.behind",
                    Kinds.size(USUAL_BEHIND, "4KiB", "1TiB"),
                    USUAL_BEHIND,
                    "the bytes of entries that are too far behind, at most the window; catch-up has no such limit, and"
                            + " warns at half of it")
            .withFallbackAbout("`16MiB`, or the window if that is less");
    static final Key<Duration> SLOW_BEHIND_TIME = Key.of(
            "hubs.*.slow.behind-time",
            Kinds.duration("60s", "1s", "24h"),
            "60s",
            "the age of the next entry to be sent at which a subscriber is too far behind");
    static final Key<Duration> SLOW_STALLED = Key.of(
            "hubs.*.slow.stalled",
            Kinds.duration("60s", "1s", "24h"),
            "60s",
            "a subscriber that takes no byte for this long is closed");
    static final Key<UnknownId> UNKNOWN = Key.of(
            "hubs.*.unknown",
            Kinds.word(UnknownId.class),
            "earliest",
            "where a stream goes on after an id that is unknown or expired; the gap is announced in either case");
    static final Key<Long> REPLAY_BYTES = Key.of(
            "hubs.*.replay.bytes",
            Kinds.size("1GiB", "4KiB", "1024TiB"),
            Kinds.sizeText(HubLimits.standard().maxReplayBytes()),
            "the most bytes of what it missed that a subscriber is given when it comes; beyond it, a gap");
    static final Key<Duration> IDEMPOTENCY_AGE = Key.of(
            "hubs.*.idempotency.age",
            Kinds.duration("10m", "1s", YEAR),
            "10m",
            "how long an idempotency key is remembered");
    static final Key<Long> IDEMPOTENCY_KEYS = Key.of(
            "hubs.*.idempotency.keys",
            Kinds.count(1, 100_000_000),
            "1000000",
            "how many idempotency keys are remembered");

    static final Key<Long> LOOPS = Key.of(
                    "loops",
                    Kinds.count(1, 1_024),
                    Integer.toString(HubServerBuilder.usualLoops()),
                    "how many event loops serve connections")
            .withFallbackAbout("half as many as there are cores, at least 1");
    static final Key<Long> CONNECTIONS =
            Key.of("limits.connections", Kinds.count(1, 10_000_000), "100000", "the most open connections");
    static final Key<Long> PER_ADDRESS = Key.of(
                    "limits.per-address",
                    Kinds.countOrOff(1, 10_000_000),
                    "1000",
                    "the most open connections of one address")
            .withFallbackAbout("1000; off where only loopback is listened on");
    static final Key<Long> PINNED = Key.of(
            "limits.pinned",
            Kinds.size("256MiB", "64KiB", "1TiB"),
            "256MiB",
            "the most bytes of a hub's entries that sockets may hold; past it the longest-stalled subscriber is"
                    + " closed");
    static final Key<Long> DATA_BYTES = Key.of(
            "limits.data",
            Kinds.size("1MiB", "1B", "16MiB"),
            Kinds.sizeText(HubLimits.standard().maxDataBytes()),
            "the most bytes of one event's data");
    static final Key<Long> HEAD_BYTES =
            Key.of("limits.head", Kinds.size("16KiB", "1KiB", "1MiB"), "16KiB", "the most bytes of a request's head");
    static final Key<Duration> DRAIN = Key.of(
            "limits.drain",
            Kinds.duration("20s", "0s", "1h"),
            "20s",
            "how long a stop waits for the streams to get what they lack");

    static final Key<Long> SEND_BUFFER = Key.of(
            "limits.send-buffer",
            Kinds.size("64KiB", "4KiB", "16MiB"),
            Kinds.sizeText(ServerLimits.standard().sendBufferBytes()),
            "the kernel's buffer of what is being sent on one connection (`SO_SNDBUF`)");
    static final Key<Long> NOT_SENT = Key.of(
            "limits.not-sent",
            Kinds.size("16KiB", "1KiB", "16MiB"),
            Kinds.sizeText(ServerLimits.standard().notSentLowBytes()),
            "what the kernel holds unsent before a connection counts as not writable (`TCP_NOTSENT_LOWAT`)");
    static final Key<Long> WATER_LOW = Key.of(
            "limits.water-low",
            Kinds.size("4KiB", "1B", "16MiB"),
            Kinds.sizeText(ServerLimits.standard().lowWaterMarkBytes()),
            "a connection whose bytes had to wait may be written to again when no more than this waits");
    static final Key<Long> WATER_HIGH = Key.of(
            "limits.water-high",
            Kinds.size("16KiB", "1B", "16MiB"),
            Kinds.sizeText(ServerLimits.standard().highWaterMarkBytes()),
            "and must not be written to while more than this waits; a stream on a bare socket waits for both marks at"
                    + " once, as the kernel is its only buffer");
    static final Key<Duration> USER_TIMEOUT = Key.of(
            "limits.user-timeout",
            Kinds.duration("120s", "1s", "24h"),
            ServerLimits.standard().userTimeout().toSeconds() + "s",
            "bytes that the peer does not acknowledge end the connection after this time (`TCP_USER_TIMEOUT`); at"
                    + " least twice the longest `slow.stalled`, so that the hub can say why");
    static final Key<List<String>> ORIGINS = Key.of(
            "cors.origins",
            Kind.list(
                    "an origin such as https://app.example, in lower case and without a path, or *", Keys::readOrigin),
            "",
            "the web origins that may use the hub from a browser, beside its own; * for any");
    static final Key<List<String>> HOSTS = Key.of(
                    "hosts",
                    Kind.list("a host name or address without a port", Keys::readHost),
                    "",
                    "the names that the hub answers to")
            .withFallbackAbout("any; on loopback without keys only loopback names");
    static final Key<MetricsAccess> METRICS =
            Key.of("metrics", Kinds.word(MetricsAccess.class), "admin", "who may read the metrics");
    static final Key<Anonymous> ANONYMOUS = Key.of(
                    "anonymous", Anonymous.KIND, "auto", "what those without a token may do")
            .withFallbackAbout(
                    "`auto`: both where only loopback is listened on, and elsewhere the start is refused until"
                            + " something is said");
    static final Key<Secret> ADMIN_TOKEN = Key.secret(
            "admin.token",
            Kinds.secret(),
            "made at the first start and kept in the data directory",
            "the token that the admin's pages and metrics ask for");
    static final Key<LogLevel> LOG_LEVEL =
            Key.of("log-level", Kinds.word(LogLevel.class), "info", "how much the program says of itself");
    static final Key<LogFormat> LOG_FORMAT = Key.of(
            "log-format", Kinds.word(LogFormat.class), "text", "how it says it: lines for people, or JSON objects");

    static final List<Key<?>> ALL = List.of(
            LISTEN,
            DATA,
            HUB_PATH,
            HUB_LOG,
            DURABILITY,
            RETENTION_AGE,
            RETENTION_SIZE,
            RETENTION_EVENTS,
            WINDOW,
            HEARTBEAT,
            RETRY,
            SLOW_POLICY,
            SLOW_BEHIND,
            SLOW_BEHIND_TIME,
            SLOW_STALLED,
            UNKNOWN,
            REPLAY_BYTES,
            IDEMPOTENCY_AGE,
            IDEMPOTENCY_KEYS,
            LOOPS,
            CONNECTIONS,
            PER_ADDRESS,
            PINNED,
            DATA_BYTES,
            HEAD_BYTES,
            DRAIN,
            SEND_BUFFER,
            NOT_SENT,
            WATER_LOW,
            WATER_HIGH,
            USER_TIMEOUT,
            ORIGINS,
            HOSTS,
            METRICS,
            ANONYMOUS,
            ADMIN_TOKEN,
            LOG_LEVEL,
            LOG_FORMAT);

    private Keys() {}

    private static String readPath(String text) {
        Kinds.require(PATH.matcher(text).matches(), text);
        Kinds.require(!text.startsWith("/-/") && !text.equals("/-") && !text.equals("/metrics"), text);
        Kinds.require(!text.startsWith("/.well-known") && !text.contains("/../") && !text.contains("/./"), text);
        return text;
    }

    /// @return the directory; empty for memory
    private static Optional<Path> readLog(String text) {
        if (text.equals("memory")) {
            return Optional.empty();
        }
        String directory = text.startsWith(FILE_PREFIX) ? text.substring(FILE_PREFIX.length()) : "";
        Kinds.require(!directory.isBlank(), text);
        return Optional.of(Path.of(directory));
    }

    private static SlowPolicy readSlowPolicy(String text) {
        Kinds.require(!text.equals(Kinds.wordOf(SlowPolicy.AS_CONFIGURED)), text);
        return Kinds.word(SlowPolicy.class).read(List.of(text));
    }

    private static String readOrigin(String text) {
        Kinds.require(text.equals("*") || ORIGIN.matcher(text).matches(), text);
        return text;
    }

    private static String readHost(String text) {
        Kinds.require(HOST.matcher(text).matches(), text);
        return text;
    }
}
