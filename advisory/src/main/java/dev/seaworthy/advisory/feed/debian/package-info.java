/// The Debian security tracker's JSON: what Debian says of each source package, release and flaw.
@NullMarked
package dev.seaworthy.advisory.feed.debian;

import org.jspecify.annotations.NullMarked;
