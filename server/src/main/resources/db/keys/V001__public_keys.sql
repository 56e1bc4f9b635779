-- Public keys that signed for this installation.
create table keys_public (
  id text primary key,
  pem text not null,
  told_at timestamptz not null
);
