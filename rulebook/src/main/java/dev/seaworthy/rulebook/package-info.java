/// Rules as data and their loader: each with its id, version, source, dates and texts in English
/// and Chinese.
@NullMarked
package dev.seaworthy.rulebook;

import org.jspecify.annotations.NullMarked;
