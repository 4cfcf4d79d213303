-- Signing out at the provider too, and being told by it that somebody signed out there.

-- Who the session's person is at the provider, and which session of the provider it came from. The ID token is the
-- hint by which the provider knows whom to sign out; it is encrypted with the session's own token, which only the
-- browser holds, and goes when the session ends.
alter table sessions
  add column subject text,
  add column provider_session text,
  add column id_token text;

-- A sign-out that is on its way to the provider and back. Its ID token is encrypted and taken once.
create table sign_outs (
  token_hash text primary key,
  desk text not null,
  state text not null,
  id_token text,
  return_to text not null,
  expires_at timestamptz not null
);

-- Logout tokens of the provider that were used: none serves twice.
create table logout_tokens (
  desk text not null,
  jti text not null,
  expires_at timestamptz not null,
  primary key (desk, jti)
);
