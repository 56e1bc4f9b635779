/// A signed payload that says it is gigabytes large.
///
/// - Comes of it: it counts for nothing (`SW-IMAGE-0009`), and not a byte of it is read.
/// - Bound: `signature-bytes`.
@NullMarked
package dev.seaworthy.scan.signature.hostile.hugesignature;

import org.jspecify.annotations.NullMarked;
