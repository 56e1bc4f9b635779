/// A bundle of an instance whose authority or whose log is not the trusted one. - Comes of it: it
/// is refused. - Bound: `SW-KEYLESS-0004`, `SW-KEYLESS-0012`
package dev.seaworthy.signingkeyless.hostile.otherroot;
