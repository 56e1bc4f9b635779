package dev.seaworthy.advisory;

/// Versions from one up to another in the ecosystem's own order, as in OSV.
///
/// @param introduced inclusive; `0` for every version from the first
/// @param fixed exclusive: the first version that isn't affected; empty when there is none
/// @param lastAffected inclusive upper end where no fixed version is known; empty when there is
///   none
public record AffectedRange(String introduced, String fixed, String lastAffected) {}
