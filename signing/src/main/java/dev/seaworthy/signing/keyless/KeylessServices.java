package dev.seaworthy.signing.keyless;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What signing needs from outside.
///
/// @param authority the certificate authority's address (Fulcio, API version 2)
/// @param log the transparency log's address (Rekor, API version 1)
/// @param timestampsOrNull a timestamp authority's address (RFC 3161), or null for none
public record KeylessServices(URI authority, URI log, @Nullable URI timestampsOrNull) {}
