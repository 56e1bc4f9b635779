/// Reads what a builder says of a build, and checks it and the build files in it.
@NullMarked
package dev.seaworthy.inspection.provenance;

import org.jspecify.annotations.NullMarked;
