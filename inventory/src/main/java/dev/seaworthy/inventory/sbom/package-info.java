/// Software bills of materials, out: CycloneDX and SPDX.
@NullMarked
package dev.seaworthy.inventory.sbom;

import org.jspecify.annotations.NullMarked;
