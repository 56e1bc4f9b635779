/// A manifest of signatures that is cut short, a signature that is no Base64, a bundle that is no
/// JSON, and one with numbers that nobody can write again.
///
/// - Comes of it: a cut manifest is told as what kept from looking (`SW-IMAGE-0007`), the others as
///   what does not count (`SW-SIGNING-0005`, `SW-SIGNING-0007`).
/// - Bound: `manifest-bytes`, `signature-bytes`.
@NullMarked
package dev.seaworthy.scan.signature.hostile.brokensignatures;

import org.jspecify.annotations.NullMarked;
