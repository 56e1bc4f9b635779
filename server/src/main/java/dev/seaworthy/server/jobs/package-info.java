/// Work that lasts: queues in PostgreSQL, taken by any replica, done once in effect. Owns `jobs_*`.
@NullMarked
package dev.seaworthy.server.jobs;

import org.jspecify.annotations.NullMarked;
