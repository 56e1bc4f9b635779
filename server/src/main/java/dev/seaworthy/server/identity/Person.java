package dev.seaworthy.server.identity;

import java.time.Instant;
import java.util.UUID;

/// Somebody with an account.
///
/// @param id their id
/// @param name what they sign in by
/// @param fullName what people call them
/// @param disabled whether they may not sign in
/// @param madeAt since when
record Person(UUID id, String name, String fullName, boolean disabled, Instant madeAt) {}
