-- What happened, written in the transaction of the change itself and not yet chained. The
-- transaction's id tells the sequencer which rows may still get a predecessor.
create table audit_event (
  id uuid primary key,
  transaction xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  event jsonb not null
);
create index audit_event_transaction on audit_event (transaction, id);
