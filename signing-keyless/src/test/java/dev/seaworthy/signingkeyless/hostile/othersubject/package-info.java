/// The honest bundle of another file, with the digest in it changed or left out. - Comes of it: it
/// is refused. - Bound: `SW-KEYLESS-0009`, `SW-KEYLESS-0008`
package dev.seaworthy.signingkeyless.hostile.othersubject;
