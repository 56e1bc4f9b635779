/// Takes shell scripts apart into the commands that they call, without running anything.
@NullMarked
package dev.seaworthy.inspection.dockerfile.shell;

import org.jspecify.annotations.NullMarked;
