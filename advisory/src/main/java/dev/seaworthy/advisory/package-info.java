/// From published feeds to an advisory database, and from components to matches by each ecosystem's
/// own version ordering.
@NullMarked
package dev.seaworthy.advisory;

import org.jspecify.annotations.NullMarked;
