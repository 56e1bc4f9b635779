/// Thousands of referrers that look like signatures, to hang whoever looks or to hide the one that
/// counts.
///
/// - Comes of it: no more than so many are looked at and the search says so (`SW-SIGNING-0030`);
///   what lies under the tag is looked at first, so a good one there still counts. Beyond
///   `index-entries` the referrers are not listed at all (`SW-IMAGE-0009`).
/// - Bound: `signatures`, `index-entries`.
@NullMarked
package dev.seaworthy.scan.signature.hostile.decoysignatures;

import org.jspecify.annotations.NullMarked;
