package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.inventory.Inventory;

/// A bill of materials that was read to its end.
///
/// @param inventory what it lists, each component with the places that it names or else its own
///   place, with a gap for everything that it names and that could not be made use of
public record SbomDocument(SbomOrigin origin, ClaimedSubject subject, Inventory inventory) {}
