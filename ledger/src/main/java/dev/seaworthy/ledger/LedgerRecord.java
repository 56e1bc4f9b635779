package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.time.Instant;

/// One record of a ledger. Its line in the file is
///
/// ```
/// SEQUENCE<TAB>TIME<TAB>KIND<TAB>PREVIOUS<TAB>PAYLOAD<LF>
/// ```
///
/// with the sequence in decimal, the time as ISO 8601 in UTC, the digest of the record before in
/// hexadecimal and the payload as canonical JSON (RFC 8785). The record's own digest is the SHA-256
/// of that line without its line feed, so that `sed -n 7p FILE | tr -d '\n' | sha256sum` shows it.
///
/// @param sequence counted from 1
/// @param time when it was appended, by the clock of who did
/// @param kind what the payload is, such as `scan` or `decision`
/// @param previous the digest of the record before; of the first, the ledger's [Ledger#genesis]
/// @param payload what is recorded
/// @param digest of this record, by which others may name it
public record LedgerRecord(
    long sequence, Instant time, String kind, Digest previous, JsonObject payload, Digest digest) {}
