/// The floor: what a delivery costs in Java if nothing is done but writing.
@NullMarked
package dev.spate.bench.yardstick;

import org.jspecify.annotations.NullMarked;
