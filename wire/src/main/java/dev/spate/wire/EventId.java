package dev.spate.wire;

public record EventId(String text) {}
