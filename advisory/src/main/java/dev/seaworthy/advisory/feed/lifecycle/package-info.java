/// Until when releases of products are supported, as endoflife.date says.
@NullMarked
package dev.seaworthy.advisory.feed.lifecycle;

import org.jspecify.annotations.NullMarked;
