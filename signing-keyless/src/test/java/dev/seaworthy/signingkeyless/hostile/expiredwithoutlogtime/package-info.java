/// A bundle whose certificate has expired, and in which nothing signed says when it was used. -
/// Comes of it: it is refused, whatever the time beside it claims. - Bound: `SW-KEYLESS-0015`
package dev.seaworthy.signingkeyless.hostile.expiredwithoutlogtime;
