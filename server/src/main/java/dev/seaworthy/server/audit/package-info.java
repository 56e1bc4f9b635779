/// The audit trail: what happened, by whom, from where, with what result. Owns `audit_*`.
@NullMarked
package dev.seaworthy.server.audit;

import org.jspecify.annotations.NullMarked;
