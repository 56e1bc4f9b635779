-- One-time links; the token itself is kept nowhere, only its SHA-256.
create table identity_invitation (
  id uuid primary key,
  purpose text not null,
  token_digest bytea not null unique,
  made_at timestamptz not null,
  valid_until timestamptz not null,
  redeemed_at timestamptz
);
