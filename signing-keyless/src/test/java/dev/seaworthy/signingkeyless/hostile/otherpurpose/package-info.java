/// A certificate of the trusted authority that is for servers. - Comes of it: it is refused. -
/// Bound: `SW-SIGNING-0017`
package dev.seaworthy.signingkeyless.hostile.otherpurpose;
