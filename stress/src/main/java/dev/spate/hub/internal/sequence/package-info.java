/// The hand-overs between publishers and the sequencer, tried by jcstress. They stand in the package that they look
/// into.
@org.jspecify.annotations.NullMarked
package dev.spate.hub.internal.sequence;
