/// Software bills of materials, in: CycloneDX, SPDX and Syft's own, from bytes to an inventory.
@NullMarked
package dev.seaworthy.inventory.sbomin;

import org.jspecify.annotations.NullMarked;
