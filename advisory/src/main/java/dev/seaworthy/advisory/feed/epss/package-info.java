/// FIRST's Exploit Prediction Scoring System: how likely each flaw is to be exploited.
@NullMarked
package dev.seaworthy.advisory.feed.epss;

import org.jspecify.annotations.NullMarked;
