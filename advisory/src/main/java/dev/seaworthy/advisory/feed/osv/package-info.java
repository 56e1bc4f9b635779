/// Records in the Open Source Vulnerability format, as OSV.dev and many sources publish them.
@NullMarked
package dev.seaworthy.advisory.feed.osv;

import org.jspecify.annotations.NullMarked;
