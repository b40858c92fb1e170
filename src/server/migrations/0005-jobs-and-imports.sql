-- Long work and its progress, and imports with what the user said of them. The rows of a file are staged in
-- unlogged tables of the schema `stage`, rebuilt from here when they are missing.

create table job (
  id           bigint generated always as identity primary key,
  kind         text not null,
  state        text not null default 'queued',
  user_id      bigint references app_user,
  subject      text not null default '',
  import_id    bigint,
  params       jsonb not null default '{}',
  step         text,
  progress     real not null default 0,
  waits_for    text,
  is_cancelled boolean not null default false,
  error        jsonb,
  result       jsonb,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  -- Written every few seconds while it runs: a job whose beat stopped lost its process.
  beat_at      timestamptz,
  ended_at     timestamptz
);
create index job_by_user on job (user_id, id desc);

create table stored_file (
  id         bigint generated always as identity primary key,
  name       text not null,
  size       bigint not null,
  created_at timestamptz not null default now()
);

create table stored_file_chunk (
  file_id bigint not null references stored_file on delete cascade,
  seq     integer not null,
  bytes   bytea not null,
  primary key (file_id, seq)
);
-- Files are compressed already or read once: no time spent on compressing them again.
alter table stored_file_chunk alter column bytes set storage external;

create table import_run (
  id               bigint generated always as identity primary key,
  entity           text not null,
  state            text not null default 'uploaded',
  file_id          bigint not null references stored_file,
  author_id        bigint references app_user,
  created_at       timestamptz not null default now(),
  dialect          jsonb,
  columns          jsonb not null default '[]',
  settings         jsonb not null default '{"columns": []}',
  rows             integer,
  -- Faults met while reading the file: [{row, column, code}], capped.
  faults           jsonb not null default '[]',
  recap            jsonb,
  -- Log position the plan was made at.
  planned_at_position bigint,
  job_id           bigint references job,
  change_set_id    bigint references change_set,
  restore_point_id bigint references restore_point,
  error            jsonb
);

-- What the user changed beside the file. A null row means every row whose cell equals old_value.
create table import_correction (
  id        bigint generated always as identity primary key,
  import_id bigint not null references import_run on delete cascade,
  "column"  integer not null,
  row_no    integer,
  old_value text,
  new_value text
);
create index import_correction_by_import on import_correction (import_id);

create table import_skip (
  import_id bigint not null references import_run on delete cascade,
  row_no    integer not null,
  primary key (import_id, row_no)
);

-- Which target a header was last assigned to, so that the next file is guessed better.
create table header_memory (
  entity text not null,
  header text not null,
  target text not null,
  primary key (entity, header)
);
