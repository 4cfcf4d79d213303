-- A snapshot carries a code that only holders of the desk's key can make (HMAC-SHA-256); the key is not in the
-- database. Older snapshots have none and are made anew.
delete from folds;
alter table folds add column seal text not null;
