/// A timestamp of an authority that is not trusted, of another signature, or that is none. - Comes
/// of it: it is refused, even where the log says a time too. - Bound: `SW-KEYLESS-0017`
package dev.seaworthy.signingkeyless.hostile.foreigntimestamp;
