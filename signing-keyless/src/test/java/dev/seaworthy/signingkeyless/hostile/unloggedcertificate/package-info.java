/// A certificate that its authority issued behind the back of the log of certificates. - Comes of
/// it: it is refused. - Bound: `SW-KEYLESS-0005`
package dev.seaworthy.signingkeyless.hostile.unloggedcertificate;
