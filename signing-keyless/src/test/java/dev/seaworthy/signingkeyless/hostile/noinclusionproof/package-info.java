/// A bundle that says it was logged and proves nothing, or that was not logged at all. - Comes of
/// it: it is refused. - Bound: `SW-KEYLESS-0010`, `SW-KEYLESS-0011`
package dev.seaworthy.signingkeyless.hostile.noinclusionproof;
