/// Independent oracles: what the ecosystems' own tools and the trackers' own files say.
@NullMarked
package dev.seaworthy.testkit.oracle;

import org.jspecify.annotations.NullMarked;
