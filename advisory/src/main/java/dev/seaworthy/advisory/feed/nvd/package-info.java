/// NVD's CVE records (API 2.0 and its feeds).
@NullMarked
package dev.seaworthy.advisory.feed.nvd;

import org.jspecify.annotations.NullMarked;
