/// A bundle with a million levels, with members that are there twice or under both of their names,
/// with thousands of entries, timestamps or hashes, or of hundreds of megabytes. - Comes of it: it
/// is refused before anything is computed of it. - Bound: 32 MiB, 200 levels, 1 log entry, 5
/// timestamps, 64 hashes, 10 certificates: `SW-KEYLESS-0001`
package dev.seaworthy.signingkeyless.hostile.oversizedbundle;
