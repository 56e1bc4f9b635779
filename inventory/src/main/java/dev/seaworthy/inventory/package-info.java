/// From files to components with evidence: catalogers, distribution detection, and the SBOM in and
/// out.
@NullMarked
package dev.seaworthy.inventory;

import org.jspecify.annotations.NullMarked;
