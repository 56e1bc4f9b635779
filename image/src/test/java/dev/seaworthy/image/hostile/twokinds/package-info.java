/// Documents that are a manifest and an index at once (CVE-2021-41190).
///
/// - Comes of it: refused.
/// - Bound: the document's own limit.
@NullMarked
package dev.seaworthy.image.hostile.twokinds;

import org.jspecify.annotations.NullMarked;
