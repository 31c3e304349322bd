/// The hub measured against others, from outside: each contender is a process, and `spate bench` loads it.
@NullMarked
package dev.spate.bench.compare;

import org.jspecify.annotations.NullMarked;
