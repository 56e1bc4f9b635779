/// Digests, limits, gaps, error codes, bounded fan-out, canonical JSON and strict JSON reading:
/// what every room needs and no room owns.
@NullMarked
package dev.seaworthy.base;

import org.jspecify.annotations.NullMarked;
