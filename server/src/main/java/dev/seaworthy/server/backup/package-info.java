/// The whole state as one file, and back.
@NullMarked
package dev.seaworthy.server.backup;

import org.jspecify.annotations.NullMarked;
