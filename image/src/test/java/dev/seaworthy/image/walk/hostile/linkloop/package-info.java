/// Symbolic and hard links in circles, in long chains, and that double with every step.
///
/// - Comes of it: links lead nowhere; hard links in circles are gap `SW-IMAGE-0102`.
/// - Bound: 40 links for one path, as Linux allows.
@NullMarked
package dev.seaworthy.image.walk.hostile.linkloop;

import org.jspecify.annotations.NullMarked;
