/// What every published feed of advisories has in common: documents in, one record at a time out,
/// each with its source, licence and date.
@NullMarked
package dev.seaworthy.advisory.feed;

import org.jspecify.annotations.NullMarked;
