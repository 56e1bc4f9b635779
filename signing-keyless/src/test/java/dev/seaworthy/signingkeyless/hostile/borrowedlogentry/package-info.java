/// A bundle with the true log entry of another signature. - Comes of it: it is refused. - Bound:
/// `SW-KEYLESS-0014`
package dev.seaworthy.signingkeyless.hostile.borrowedlogentry;
