/// A log entry with a changed time, place, proof or checkpoint. - Comes of it: it is refused. -
/// Bound: `SW-KEYLESS-0013`
package dev.seaworthy.signingkeyless.hostile.alteredlogentry;
