/// The headers of tar archives, read alike wherever one is met: in layers and around images.
@NullMarked
package dev.seaworthy.image.tar;

import org.jspecify.annotations.NullMarked;
