/// Checks of Dockerfiles: rules as data, one small check for each, and comments that ignore them
/// with a reason.
@NullMarked
package dev.seaworthy.inspection.dockerfile.check;

import org.jspecify.annotations.NullMarked;
