/// OVAL definitions of distributions: which package versions fix or have which flaws.
@NullMarked
package dev.seaworthy.advisory.feed.oval;

import org.jspecify.annotations.NullMarked;
