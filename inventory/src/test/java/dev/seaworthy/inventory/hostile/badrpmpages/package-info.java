/// rpm databases (Berkeley DB, ndb, SQLite) whose pages lead in circles, to the same bytes again
/// and again, or nowhere.
///
/// - Comes of it: gap `SW-INVENTORY-0101` at the database, `SW-INVENTORY-0102` for a single header;
///   what could be read is listed.
/// - Bound: six times the file's size and 4 MiB may be read of it; 32 MiB for one header, 500,000
///   strings for one tag, 32 Mi characters of file names.
@NullMarked
package dev.seaworthy.inventory.hostile.badrpmpages;

import org.jspecify.annotations.NullMarked;
