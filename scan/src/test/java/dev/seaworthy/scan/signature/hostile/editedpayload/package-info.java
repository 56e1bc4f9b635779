/// A signed text that was edited afterwards, and an attestation that says something of the image
/// and does not sign it.
///
/// - Comes of it: a bundle that names a trusted key and is not by it is `SW-SIGNING-0008`; a blob
///   that is not what its manifest says is `SW-IMAGE-0005`, a statement of another kind
///   `SW-SIGNING-0006`.
/// - Bound: `signatures`, `signature-bytes`.
@NullMarked
package dev.seaworthy.scan.signature.hostile.editedpayload;

import org.jspecify.annotations.NullMarked;
