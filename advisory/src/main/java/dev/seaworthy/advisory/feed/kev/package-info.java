/// CISA's catalogue of known exploited vulnerabilities.
@NullMarked
package dev.seaworthy.advisory.feed.kev;

import org.jspecify.annotations.NullMarked;
