/// The platform as one process, `seaworthy up`: what starts, joins and ends the concerns below.
///
/// Each package below is one concern. It owns its tables, which carry its name as a prefix, its
/// migrations in `db/<package>/`, and its HTTP resources; nothing joins tables across packages.
/// What every concern builds on:
///
/// - `store`: transactions ([dev.seaworthy.server.store.Database]), migrations, blobs, leases, ids.
/// - `http`: problem documents, pages and cursors, the listeners.
/// - `access`: permissions. Every resource method carries a [dev.seaworthy.server.access.Permit];
///   without one nobody gets through.
/// - `audit`: [dev.seaworthy.server.audit.Audit] records a change in the change's own transaction.
///
/// `docs/concept-platform.md` tells how they fit together.
@NullMarked
package dev.seaworthy.server;

import org.jspecify.annotations.NullMarked;
