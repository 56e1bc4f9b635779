/// A good signature of another image, put beside this one, as when a tag was moved to an image that
/// nobody signed.
///
/// - Comes of it: it is found and counts for nothing (`SW-SIGNING-0028`); a policy that asks for
///   one refuses with `signature.missing`.
/// - Bound: `signatures`, `signature-bytes`.
@NullMarked
package dev.seaworthy.scan.signature.hostile.signatureofanotherimage;

import org.jspecify.annotations.NullMarked;
