package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import org.jspecify.annotations.Nullable;

/// How far a chain was followed.
///
/// @param sequence of the last record; 0 before the first
/// @param digest of the last record; before the first, the genesis
/// @param place of the last record; null before the first
record Reached(long sequence, Digest digest, @Nullable Place place) {}
