/// Tests of the house itself: allowed arrows between rooms, forbidden calls, and the tidiness of
/// sources and documents.
@NullMarked
package dev.seaworthy.checks;

import org.jspecify.annotations.NullMarked;
