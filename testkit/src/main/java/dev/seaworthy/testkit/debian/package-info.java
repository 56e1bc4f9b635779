/// A real Debian 12 image with applications in it, made from Debian's own packages.
@NullMarked
package dev.seaworthy.testkit.debian;

import org.jspecify.annotations.NullMarked;
