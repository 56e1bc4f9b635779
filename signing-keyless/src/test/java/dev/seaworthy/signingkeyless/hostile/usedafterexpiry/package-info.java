/// A key whose certificate had expired, or was not valid yet, when the log took its signature. -
/// Comes of it: it is refused. - Bound: `SW-KEYLESS-0016`
package dev.seaworthy.signingkeyless.hostile.usedafterexpiry;
