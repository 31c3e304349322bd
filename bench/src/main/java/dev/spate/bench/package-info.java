/// What the parts of a hub cost: benchmarks of JMH. Each says in its first lines what it asks, in which unit, and what
/// is expected on any machine.
@NullMarked
package dev.spate.bench;

import org.jspecify.annotations.NullMarked;
