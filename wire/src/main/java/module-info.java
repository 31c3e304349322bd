/// The event-stream format of Server-Sent Events (WHATWG HTML 9.2): values, encoder, incremental parser.
@SuppressWarnings("module") // the modules that the JSON package is exported to are built after this one
@org.jspecify.annotations.NullMarked
module dev.spate.wire {
    requires static org.jspecify;

    exports dev.spate.wire;
    exports dev.spate.wire.json to
            dev.spate.client,
            dev.spate.hub;
}
