-- Work to be done. Who may write what a job leads to is decided by its fence: it grows each time
-- the job is taken, and only the holder of the present one can end it.
create table jobs_job (
  id uuid primary key,
  queue text not null,
  project text not null,
  kind text not null,
  payload jsonb not null,
  state text not null,
  attempts int not null default 0,
  attempts_max int not null,
  ready_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  begun_at timestamptz,
  ended_at timestamptz,
  fence bigint not null default 0,
  holder text,
  held_until timestamptz,
  cancelled_by text,
  progress jsonb,
  failure text,
  result jsonb
);
-- For taking the next one, without looking at those of other queues and projects.
create index jobs_job_queued on jobs_job (queue, project, ready_at, id) where state = 'QUEUED';
create index jobs_job_running on jobs_job (held_until) where state = 'RUNNING';
create index jobs_job_listed on jobs_job (project, id);

-- How much each queue, and in it each project, was served: the one with the least is next. Times
-- are virtual; see Start-time Fair Queueing.
create table jobs_queue (
  queue text primary key,
  served bigint not null,
  began bigint not null,
  share_began bigint not null
);
create table jobs_share (
  queue text not null,
  project text not null,
  served bigint not null,
  primary key (queue, project)
);
