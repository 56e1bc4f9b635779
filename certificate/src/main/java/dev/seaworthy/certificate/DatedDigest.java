package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import java.time.Instant;

/// Data that a decision rests on.
///
/// @param name such as `advisories` or `malware:clamav`
/// @param digest of the data
/// @param date of the data
public record DatedDigest(String name, Digest digest, Instant date) {}
