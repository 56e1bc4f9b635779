/// A bundle of a version whose rules nobody here knows. - Comes of it: it is refused. - Bound:
/// `SW-KEYLESS-0002`
package dev.seaworthy.signingkeyless.hostile.unknownversion;
