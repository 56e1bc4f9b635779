/// The audit trail as a ledger: chaining, signed heads and where they are sent, search, reviews,
/// retention. Owns `audit_*` together with `audit`, on which everything else depends.
@NullMarked
package dev.seaworthy.server.trail;

import org.jspecify.annotations.NullMarked;
