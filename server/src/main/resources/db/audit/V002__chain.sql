-- What kind of record an event becomes in the ledger: `event`, or one of the ledger of scans.
alter table audit_event add column kind text not null default 'event';

-- The one ledger of this installation and how far it reaches.
create table audit_ledger (
  one boolean primary key default true check (one),
  id text not null,
  sequence bigint not null,
  digest text not null,
  before_sequence bigint not null default 0,
  before_digest text not null
);

-- The chain. A record is its line, byte for byte; the other columns repeat parts of it for searching.
create table audit_record (
  sequence bigint primary key,
  line bytea not null,
  digest text not null,
  kind text not null,
  event uuid not null unique,
  chained_at timestamptz not null,
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  address text not null,
  action text not null,
  subject text not null,
  project text not null,
  result text not null
);
create index audit_record_at on audit_record (at, sequence);
create index audit_record_actor_id on audit_record (actor_id, sequence);
create index audit_record_actor_name on audit_record (actor_name, sequence);
create index audit_record_action on audit_record (action text_pattern_ops, sequence);
create index audit_record_subject on audit_record (subject, sequence);
create index audit_record_project on audit_record (project, sequence);
create index audit_record_denied on audit_record (sequence) where result <> 'DONE';

-- A slip of ours can't change the chain; whoever owns the database can, and is found out by the heads.
create function audit_record_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('seaworthy.retention', true) = 'over' then
    return old;
  end if;
  raise exception 'audit records are never changed';
end $$;
create trigger audit_record_is_kept before update or delete on audit_record
  for each row execute function audit_record_is_kept();

-- Signed heads, as envelopes.
create table audit_head (
  sequence bigint primary key,
  taken_at timestamptz not null,
  envelope text not null
);

-- How far heads were sent to each place outside.
create table audit_export (
  target text primary key,
  sequence bigint not null default 0,
  exported_at timestamptz,
  failures int not null default 0,
  failure text,
  failed_at timestamptz,
  next_at timestamptz
);

-- Copies of the records that somebody took away: what is in one may be let go of here one day.
create table audit_copy (
  id uuid primary key,
  sequence bigint not null,
  at timestamptz not null,
  actor text not null
);

create table audit_review (
  id uuid primary key,
  from_at timestamptz not null,
  to_at timestamptz not null unique,
  due_at timestamptz not null,
  done_at timestamptz
);
create table audit_review_sign_off (
  review uuid not null references audit_review,
  reviewer_id text not null,
  reviewer_name text not null,
  at timestamptz not null,
  outcome text not null,
  note text not null,
  own bigint not null,
  primary key (review, reviewer_id)
);

-- Which replicas collect pulls, so that one that was killed leaves a trace.
create table audit_pulls (
  replica uuid primary key,
  began_at timestamptz not null,
  seen_at timestamptz not null
);
