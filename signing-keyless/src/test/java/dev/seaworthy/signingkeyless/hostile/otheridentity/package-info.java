/// A bundle that somebody else signed with a certificate of the same authority. - Comes of it: it
/// is refused. - Bound: `SW-KEYLESS-0006`
package dev.seaworthy.signingkeyless.hostile.otheridentity;
