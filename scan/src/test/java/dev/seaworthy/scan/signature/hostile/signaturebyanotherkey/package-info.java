/// A signature of this very image by somebody who is not trusted.
///
/// - Comes of it: it is found and counts for nothing (`SW-SIGNING-0007`).
/// - Bound: `signatures`, `signature-bytes`.
@NullMarked
package dev.seaworthy.scan.signature.hostile.signaturebyanotherkey;

import org.jspecify.annotations.NullMarked;
