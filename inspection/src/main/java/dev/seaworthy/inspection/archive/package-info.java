/// Goes through archives inside layers, and archives inside those, for whoever looks for something
/// in what lies there.
@NullMarked
package dev.seaworthy.inspection.archive;

import org.jspecify.annotations.NullMarked;
