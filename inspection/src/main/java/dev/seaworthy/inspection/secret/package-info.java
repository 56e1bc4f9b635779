/// Finds secrets in the files of every layer, in archives inside them and in an image's config.
@NullMarked
package dev.seaworthy.inspection.secret;

import org.jspecify.annotations.NullMarked;
