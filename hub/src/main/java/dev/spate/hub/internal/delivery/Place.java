package dev.spate.hub.internal.delivery;

import dev.spate.hub.internal.replay.Reading;

/// Where somebody who is behind reads on: those in the same place are given the same bytes. Thread-safe: immutable.
///
/// @param audience whose filter and framing it is
/// @param reading what is read there
/// @param cursor the offset after which
record Place(Audience audience, Reading reading, long cursor) {}
