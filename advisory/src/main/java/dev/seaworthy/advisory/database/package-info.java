/// The advisory database: an immutable file whose every block is reached through its hash, how it
/// is built in bounded memory, and how it is installed.
@NullMarked
package dev.seaworthy.advisory.database;

import org.jspecify.annotations.NullMarked;
