-- What is laid down for the images of a project; what no row says is as the defaults are.
create table registry_project (
  project text primary key,
  quarantine boolean not null default true,
  immutable_tags text[] not null default '{}',
  quota_bytes bigint,
  upstream text
);

create table registry_repository (
  project text not null,
  repository text not null,
  made_at timestamptz not null,
  primary key (project, repository)
);

-- Uploads that have not ended. The bytes up to the offset are on the disk.
create table registry_upload (
  id uuid primary key,
  project text not null,
  repository text not null,
  principal uuid not null,
  received bigint not null,
  begun_at timestamptz not null
);
create index registry_upload_principal on registry_upload (principal);

create table registry_blob (
  digest text primary key,
  size bigint not null,
  stored_at timestamptz not null
);

-- Who brought a blob into a repository: theirs to read and to refer to until then, though no
-- manifest refers to it yet.
create table registry_grant (
  project text not null,
  repository text not null,
  digest text not null references registry_blob,
  principal uuid not null,
  until timestamptz not null,
  primary key (project, repository, digest, principal)
);
create index registry_grant_until on registry_grant (until);

-- The bytes of manifests, whichever repositories they are in.
create table registry_content (
  digest text primary key,
  bytes bytea not null
);

-- A manifest in a repository, and whether it may leave it.
create table registry_manifest (
  project text not null,
  repository text not null,
  digest text not null references registry_content,
  media_type text not null,
  artifact_type text not null,
  size bigint not null,
  kind text not null,
  subject text,
  annotations jsonb not null,
  state text not null,
  since timestamptz not null,
  certificate text,
  envelope text,
  surveyed_at timestamptz,
  pushed_at timestamptz not null,
  pushed_by text not null,
  pulls bigint not null default 0,
  last_pull timestamptz,
  primary key (project, repository, digest)
);
create index registry_manifest_digest on registry_manifest (digest);
create index registry_manifest_subject on registry_manifest (project, repository, subject);

create table registry_reference (
  project text not null,
  repository text not null,
  manifest text not null,
  blob text not null references registry_blob,
  primary key (project, repository, manifest, blob),
  foreign key (project, repository, manifest) references registry_manifest on delete cascade
);
create index registry_reference_blob on registry_reference (project, repository, blob);

-- What an index lists.
create table registry_child (
  project text not null,
  repository text not null,
  parent text not null,
  child text not null,
  runnable boolean not null,
  primary key (project, repository, parent, child),
  foreign key (project, repository, parent) references registry_manifest on delete cascade
);
create index registry_child_child on registry_child (project, repository, child);

-- What goes where its subject goes: by the field subject, or as an index says of attestations.
create table registry_follow (
  project text not null,
  repository text not null,
  said_by text not null,
  manifest text not null,
  subject text not null,
  primary key (project, repository, said_by, manifest, subject),
  foreign key (project, repository, said_by) references registry_manifest on delete cascade
);
create index registry_follow_manifest on registry_follow (project, repository, manifest);

create table registry_tag (
  project text not null,
  repository text not null,
  tag text not null collate "C",
  digest text not null,
  set_at timestamptz not null,
  set_by text not null,
  primary key (project, repository, tag),
  foreign key (project, repository, digest) references registry_manifest on delete cascade
);
create index registry_tag_digest on registry_tag (project, repository, digest);

-- Images with malware: refused wherever they come from again.
create table registry_malware (
  digest text primary key,
  project text not null,
  repository text not null,
  found_at timestamptz not null
);

create table registry_revocation (
  certificate text primary key,
  project text not null,
  at timestamptz not null,
  reason text not null,
  revoked_by text not null
);

-- Images that are known to run.
create table registry_running (
  id uuid primary key,
  project text not null,
  repository text not null,
  digest text not null,
  place text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  until timestamptz
);
create index registry_running_digest on registry_running (project, repository, digest);

-- Broken glass: one person asks with a reason, another grants, and it ends.
create table registry_break_glass (
  id uuid primary key,
  project text not null,
  repository text not null,
  digest text not null,
  reason text not null,
  hours int not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  granted_by uuid,
  granted_by_name text,
  granted_at timestamptz,
  until timestamptz,
  withdrawn_at timestamptz,
  check (granted_by is null or granted_by <> asked_by)
);
create index registry_break_glass_digest on registry_break_glass (project, repository, digest);

-- Imports under way, so that each is ordered once.
create table registry_import (
  project text not null,
  repository text not null,
  reference text not null,
  ordered_at timestamptz not null,
  primary key (project, repository, reference)
);
