package dev.seaworthy.server.store;

/// A JSON text for a column of type `jsonb`.
///
/// @param text well-formed JSON
public record Json(String text) {}
