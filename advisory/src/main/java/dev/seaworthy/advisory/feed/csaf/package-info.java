/// Red Hat's VEX documents (CSAF 2.0): what Red Hat says of each product and package.
@NullMarked
package dev.seaworthy.advisory.feed.csaf;

import org.jspecify.annotations.NullMarked;
