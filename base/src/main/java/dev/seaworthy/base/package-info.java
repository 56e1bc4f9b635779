/// The words every room shares: digests, limits, gaps, error codes, bounded fan-out, canonical JSON
/// and strict JSON reading.
@NullMarked
package dev.seaworthy.base;

import org.jspecify.annotations.NullMarked;
