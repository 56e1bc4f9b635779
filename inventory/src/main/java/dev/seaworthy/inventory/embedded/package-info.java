/// Bills of materials that lie inside an image: as files, in Java archives and in programs.
@NullMarked
package dev.seaworthy.inventory.embedded;

import org.jspecify.annotations.NullMarked;
