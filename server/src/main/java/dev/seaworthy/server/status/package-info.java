/// What the platform says of itself.
@NullMarked
package dev.seaworthy.server.status;

import org.jspecify.annotations.NullMarked;
