-- People, how they show who they are, and what they may do. Secrets that need only be compared
-- stand here as digests; what must be computed with (the seeds of TOTP) stands as it is.
create table identity_person (
  id uuid primary key,
  name text not null,
  -- The name in lower case: two people never differ in case alone.
  name_key text not null unique,
  full_name text not null,
  made_at timestamptz not null,
  disabled_at timestamptz
);

alter table identity_invitation add column person uuid references identity_person on delete cascade;

create table identity_password (
  person uuid primary key references identity_person on delete cascade,
  hash text not null,
  changed_at timestamptz not null
);

create table identity_totp (
  person uuid primary key references identity_person on delete cascade,
  seed bytea not null,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  -- The last time step that was used: no code serves twice.
  last_step bigint not null
);

create table identity_webauthn (
  id uuid primary key,
  person uuid not null references identity_person on delete cascade,
  name text not null,
  credential bytea not null unique,
  attested bytea not null,
  counter bigint not null,
  made_at timestamptz not null,
  last_used_at timestamptz
);
create index identity_webauthn_person on identity_webauthn (person);

create table identity_recovery_code (
  person uuid not null references identity_person on delete cascade,
  digest bytea not null,
  used_at timestamptz,
  primary key (person, digest)
);

create table identity_certificate (
  id uuid primary key,
  person uuid not null references identity_person on delete cascade,
  fingerprint bytea not null unique,
  subject text not null,
  valid_until timestamptz not null,
  made_at timestamptz not null
);
create index identity_certificate_person on identity_certificate (person);

create table identity_session (
  id uuid primary key,
  digest bytea not null unique,
  person uuid not null references identity_person on delete cascade,
  -- Waits for a second factor: good for nothing else.
  partial boolean not null,
  factors text not null,
  method text not null,
  address text not null,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  authenticated_at timestamptz not null
);
create index identity_session_person on identity_session (person);
create index identity_session_ends on identity_session (ends_at);

create table identity_challenge (
  session uuid not null references identity_session on delete cascade,
  purpose text not null,
  challenge bytea not null,
  valid_until timestamptz not null,
  primary key (session, purpose)
);

-- Names of projects are never given twice, for other tables and images refer to them.
create table identity_project (
  id uuid primary key,
  name text not null unique,
  class text not null,
  policy text not null,
  boundary text not null,
  made_at timestamptz not null
);

create table identity_robot (
  id uuid primary key,
  project uuid not null references identity_project,
  name text not null,
  permissions text[] not null,
  made_at timestamptz not null,
  disabled_at timestamptz,
  unique (project, name)
);

create table identity_token (
  id uuid primary key,
  digest bytea not null unique,
  kind text not null,
  name text not null,
  person uuid references identity_person on delete cascade,
  robot uuid references identity_robot on delete cascade,
  project uuid references identity_project,
  permissions text[] not null,
  -- Whether who made it had shown two factors.
  two_factors boolean not null,
  made_at timestamptz not null,
  valid_until timestamptz not null,
  last_used_at timestamptz,
  check ((person is null) <> (robot is null))
);
create index identity_token_person on identity_token (person);
create index identity_token_robot on identity_token (robot);

-- Roles that the installation made itself; those that come with the program are in the program.
create table identity_role (
  name text primary key,
  permissions text[] not null,
  made_at timestamptz not null,
  changed_at timestamptz not null
);

create table identity_team (
  id uuid primary key,
  name text not null unique,
  made_at timestamptz not null
);

create table identity_team_member (
  team uuid not null references identity_team on delete cascade,
  person uuid not null references identity_person on delete cascade,
  primary key (team, person)
);

create table identity_binding (
  id uuid primary key,
  person uuid references identity_person on delete cascade,
  team uuid references identity_team on delete cascade,
  role text not null,
  project uuid references identity_project,
  until timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  check ((person is null) <> (team is null))
);
create index identity_binding_person on identity_binding (person);
create index identity_binding_team on identity_binding (team);
create index identity_binding_project on identity_binding (project);

-- The rules by which people sign in: one row.
create table identity_rule (
  single boolean primary key default true check (single),
  policy text not null,
  second_factor text not null,
  password_chars_min integer not null,
  idle_seconds bigint not null,
  absolute_seconds bigint not null,
  review_days integer not null,
  changed_at timestamptz not null
);

create table identity_attempt (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);
create index identity_attempt_last on identity_attempt (last_at);

-- Where somebody signed in from before: strangers who lock the account don't lock these out.
create table identity_known_address (
  person uuid not null references identity_person on delete cascade,
  address text not null,
  last_at timestamptz not null,
  primary key (person, address)
);

create table identity_review (
  id uuid primary key,
  project uuid references identity_project,
  started_at timestamptz not null,
  started_by text not null,
  due_at timestamptz not null,
  finished_at timestamptz
);

create table identity_review_item (
  review uuid not null references identity_review on delete cascade,
  binding uuid not null,
  person uuid,
  who text not null,
  role text not null,
  project text,
  until timestamptz,
  decision text,
  decided_by text,
  decided_at timestamptz,
  reason text,
  primary key (review, binding)
);

create table identity_oidc_provider (
  name text primary key,
  issuer text not null,
  client text not null,
  secret text not null,
  -- Values of amr and acr that mean two factors; empty: this provider never shows a second one.
  amr text[] not null,
  acr text[] not null,
  made_at timestamptz not null
);

create table identity_oidc_login (
  digest bytea primary key,
  provider text not null references identity_oidc_provider on delete cascade,
  nonce text not null,
  verifier text not null,
  browser bytea not null,
  valid_until timestamptz not null
);

create table identity_oidc_subject (
  provider text not null references identity_oidc_provider on delete cascade,
  subject text not null,
  person uuid not null references identity_person on delete cascade,
  primary key (provider, subject)
);
