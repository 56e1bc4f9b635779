/// What the operator chose.
@NullMarked
package dev.seaworthy.server.settings;

import org.jspecify.annotations.NullMarked;
