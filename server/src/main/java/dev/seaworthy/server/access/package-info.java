/// Who may call what: permissions, and the filter that asks before any resource runs.
@NullMarked
package dev.seaworthy.server.access;

import org.jspecify.annotations.NullMarked;
