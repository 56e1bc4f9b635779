/// Fetching feeds from their addresses, and making the installed database of them.
@NullMarked
package dev.seaworthy.advisory.update;

import org.jspecify.annotations.NullMarked;
