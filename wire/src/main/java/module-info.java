/// The event-stream format of Server-Sent Events (WHATWG HTML 9.2): values, encoder, incremental parser.
@org.jspecify.annotations.NullMarked
module dev.spate.wire {
    requires static org.jspecify;

    exports dev.spate.wire;
}
