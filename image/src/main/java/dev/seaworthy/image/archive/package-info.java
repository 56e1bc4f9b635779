/// Images in one file: what `docker save` writes and OCI layouts in a tar, read in place by offset.
@NullMarked
package dev.seaworthy.image.archive;

import org.jspecify.annotations.NullMarked;
