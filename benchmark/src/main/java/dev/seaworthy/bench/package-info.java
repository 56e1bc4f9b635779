/// Benchmarks: whole processes side by side, and micro-benchmarks of hot paths.
@NullMarked
package dev.seaworthy.bench;

import org.jspecify.annotations.NullMarked;
