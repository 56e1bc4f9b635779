/// The PostgreSQL that the platform starts for itself when it is given none.
@NullMarked
package dev.seaworthy.server.postgres;

import org.jspecify.annotations.NullMarked;
