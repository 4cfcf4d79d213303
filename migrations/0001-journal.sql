-- The journal: what the desk learnt and did, in order, append-only and hash-chained, and snapshots of its fold.

create table journals (
  id integer generated always as identity primary key,
  name text not null unique,
  opened_at timestamptz not null default now()
);

-- `body` is the exact text that was hashed: canonical JSON (RFC 8785) of seq, at, by, kind, data and prev.
-- The other columns repeat parts of it so that they can be searched; the body is the truth.
create table records (
  journal integer not null references journals (id),
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  kind text not null,
  body text not null,
  hash text not null,
  primary key (journal, seq)
);

-- "What did we know at this moment?" is one probe of this index.
create index records_at on records (journal, at, seq);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % on % is refused', tg_op, tg_table_name
    using hint = 'Write a new record that corrects the old one.';
end
$$;

create trigger records_append_only before update or delete or truncate on records
  for each statement execute function refuse_change();

-- ALWAYS: also in sessions that switch ordinary triggers off with session_replication_role.
alter table records enable always trigger records_append_only;

-- The desk's state after a record, so that start-up does not grow with history. May be deleted at any time.
create table folds (
  journal integer not null references journals (id),
  version integer not null,
  seq bigint not null,
  hash text not null,
  state text not null,
  primary key (journal, version, seq)
);
