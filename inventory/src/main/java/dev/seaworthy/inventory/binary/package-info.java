/// Programs and shared objects, read as data: sections, segments and notes of ELF files.
@NullMarked
package dev.seaworthy.inventory.binary;

import org.jspecify.annotations.NullMarked;
