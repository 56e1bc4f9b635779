package dev.seaworthy.server.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That somebody has a role.
///
/// @param id its id
/// @param person who; null when a team has it
/// @param team which team; null when a person has it
/// @param who what people call them
/// @param role the role's name
/// @param project the project's name; null when it counts everywhere
/// @param until when it ends by itself; null when it doesn't
/// @param madeAt since when
/// @param madeBy who gave it
record Binding(
    UUID id,
    @Nullable UUID person,
    @Nullable UUID team,
    String who,
    String role,
    @Nullable String project,
    @Nullable Instant until,
    Instant madeAt,
    String madeBy) {}
