-- Who is signed in at a live desk, and by which passkeys they confirm a release. Secrets are never stored: of a
-- cookie only its SHA-256, of a passkey only its public half. What happened to them is in the journal.

create table sessions (
  number integer generated always as identity primary key,
  -- One database may hold several desks: a cookie of one opens no other.
  desk text not null,
  token_hash text not null unique,
  person text not null,
  -- What the browser called itself, so that a person can tell their own sessions apart.
  agent text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz
);

create index sessions_live on sessions (desk, person) where ended_at is null;

-- A sign-in that has gone to the provider and not come back yet. Taken once.
create table sign_ins (
  token_hash text primary key,
  desk text not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamptz not null
);

create table passkeys (
  number integer generated always as identity primary key,
  desk text not null,
  person text not null,
  credential text not null unique,
  public_key text not null,
  uses bigint not null,
  transports text[] not null,
  -- Whether the key can be on several devices.
  synced boolean not null,
  added_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz
);

create index passkeys_of on passkeys (desk, person) where removed_at is null;

-- What a passkey was asked to sign. Taken once, whatever comes of it.
create table challenges (
  challenge text primary key,
  session integer not null references sessions (number) on delete cascade,
  purpose text not null check (purpose in ('add', 'confirm')),
  salt text not null,
  expires_at timestamptz not null
);
