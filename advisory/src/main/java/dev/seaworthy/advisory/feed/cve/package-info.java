/// Records of the CVE List (CVE Record Format 5): what the CNA and the ADPs say, kept apart.
@NullMarked
package dev.seaworthy.advisory.feed.cve;

import org.jspecify.annotations.NullMarked;
