/// Runs OpenSCAP with the SCAP Security Guide on the tree of an image, and reads results of SCAP
/// checks that were made elsewhere.
@NullMarked
package dev.seaworthy.inspection.scap;

import org.jspecify.annotations.NullMarked;
