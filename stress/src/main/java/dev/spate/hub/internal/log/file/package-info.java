/// The hand-overs between the writer of a file log, its readers and those who append, tried by jcstress. They stand in
/// the package that they look into.
@org.jspecify.annotations.NullMarked
package dev.spate.hub.internal.log.file;
