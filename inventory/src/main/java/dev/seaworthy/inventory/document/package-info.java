/// Documents of foreign formats (TOML, YAML, JSON) as strict values, for the catalogers that read
/// lock files.
@NullMarked
package dev.seaworthy.inventory.document;

import org.jspecify.annotations.NullMarked;
