/// A statement that was changed after it was signed. - Comes of it: it is refused. - Bound:
/// `SW-KEYLESS-0008`
package dev.seaworthy.signingkeyless.hostile.changedpayload;
