/// Which base images are allowed, and whether an image is built on one of them.
@NullMarked
package dev.seaworthy.inspection.bases;

import org.jspecify.annotations.NullMarked;
