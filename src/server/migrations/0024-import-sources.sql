-- Recurring imports (IM-18): a source is a folder or an SFTP directory that is looked into by the clock; each new file is
-- imported by a saved mapping, unless a limit stops it.
create table import_source (
  id            bigint generated always as identity primary key,
  name          text not null,
  entity        text not null,
  -- {kind: folder, path} below RAFALE_WATCH_DIR, or {kind: sftp, host, port, user, directory, hostKey, moves}.
  place         jsonb not null,
  -- Of an SFTP server: {password} or {privateKey, passphrase}. Given in no answer.
  secret        jsonb,
  pattern       text not null,
  mapping_id    bigint references saved_mapping on delete set null,
  mode          text not null,
  schedule      jsonb not null,
  time_zone     text not null,
  limits        jsonb not null,
  holds_after_stop boolean not null,
  -- In whose name it imports; and whoever set it up, who is told.
  user_id       bigint not null references app_user,
  owner_id      bigint references app_user,
  mail_to       text[] not null default '{}',
  is_active     boolean not null,
  next_run_at   timestamptz,
  last_run_at   timestamptz,
  -- What went wrong the last time: {code, params}. Told once, not at every run.
  trouble       jsonb,
  job_id        bigint references job on delete set null,
  created_at    timestamptz not null default now()
);
create unique index import_source_name on import_source (lower(name));

-- What was seen the last time it was looked at: a file is taken when it is the same at two looks.
create table import_source_sighting (
  source_id   bigint not null references import_source on delete cascade,
  name        text not null,
  size        bigint not null,
  -- Milliseconds since 1970, as the file system or the server says it.
  modified_at bigint not null,
  seen_at     timestamptz not null default now(),
  primary key (source_id, name)
);

create table import_source_run (
  id         bigint generated always as identity primary key,
  source_id  bigint not null references import_source on delete cascade,
  -- clock, hand
  trigger    text not null,
  started_at timestamptz not null default now(),
  ended_at   timestamptz,
  -- Files that were still being written.
  growing    integer not null default 0,
  error      jsonb
);
create index import_source_run_by_source on import_source_run (source_id, id desc);

-- Every file that was taken, kept for as long as its source: the same content is not taken twice.
create table import_source_file (
  id          bigint generated always as identity primary key,
  source_id   bigint not null references import_source on delete cascade,
  run_id      bigint references import_source_run on delete set null,
  name        text not null,
  size        bigint not null,
  modified_at bigint not null,
  -- SHA-256 of its bytes, null when they could not be had.
  hash        text,
  import_id   bigint references import_run on delete set null,
  -- taken: under way; applied; stopped: a draft waits; known: taken before; refused: not readable; dropped: its draft was deleted.
  outcome     text not null default 'taken',
  reasons     jsonb not null default '[]',
  attempts    integer not null default 0,
  at          timestamptz not null default now(),
  -- Its name where it was put away; null while it lies where it was found.
  moved_to    text,
  told_at     timestamptz
);
create index import_source_file_by_hash on import_source_file (source_id, hash);
create index import_source_file_by_name on import_source_file (source_id, name);
create index import_source_file_by_run on import_source_file (run_id);

-- Whoever manages imports manages recurring ones too.
update role set rights = rights || array['import.source'] where code = 'sales-administrator' and 'import.run' = any(rights);
