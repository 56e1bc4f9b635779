/// Lock files and package files that are nested a million deep, name a member twice, unfold by
/// aliases, or fill the memory.
///
/// - Comes of it: gap `SW-IMAGE-0100` at the file.
/// - Bound: `json-depth`, `json-string-bytes`, `metadata-bytes`, 1,500,000 values or lines, 50 YAML
///   aliases; an analyser that runs out of memory gives it all back.
@NullMarked
package dev.seaworthy.inventory.hostile.baddocuments;

import org.jspecify.annotations.NullMarked;
