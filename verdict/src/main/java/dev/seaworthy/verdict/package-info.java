/// Turns matches, checks, gaps and stale data into findings, and findings under a policy into a
/// verdict.
@NullMarked
package dev.seaworthy.verdict;

import org.jspecify.annotations.NullMarked;
