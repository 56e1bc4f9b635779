/// The small set of advisories that comes with the program and serves until a database is
/// installed.
@NullMarked
package dev.seaworthy.advisory.starter;

import org.jspecify.annotations.NullMarked;
