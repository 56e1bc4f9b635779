/// A policy whose rules are each within their bounds and together would take hours, and rules that
/// make ever longer texts of what an image says of itself.
///
/// - Comes of it: the rules that had no steps left refuse the image (`rule.failed`), and each says
///   that the limit is that of all rules together.
/// - Bound: 100 rules, 20,000,000 steps of all of them together on one image.
@NullMarked
package dev.seaworthy.verdict.hostile.expensiverules;

import org.jspecify.annotations.NullMarked;
