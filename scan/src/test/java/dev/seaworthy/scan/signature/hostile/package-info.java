/// What somebody may put beside an image to pass for a signature, one folder each.
@NullMarked
package dev.seaworthy.scan.signature.hostile;

import org.jspecify.annotations.NullMarked;
