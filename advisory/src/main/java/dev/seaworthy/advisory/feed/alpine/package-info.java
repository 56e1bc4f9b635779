/// Alpine's security database and those in its form (Wolfi, Chainguard): which build of a package
/// fixed what.
@NullMarked
package dev.seaworthy.advisory.feed.alpine;

import org.jspecify.annotations.NullMarked;
