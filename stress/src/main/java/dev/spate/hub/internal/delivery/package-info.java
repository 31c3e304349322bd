/// The hand-overs between the tail, the delivery loops and those who ask, tried by jcstress. They stand in the package
/// that they look into.
@org.jspecify.annotations.NullMarked
package dev.spate.hub.internal.delivery;
