-- Mappings of files kept by name, to be used for the next file of the same headers (IM-4).
create table saved_mapping (
  id         bigint generated always as identity primary key,
  entity     text not null,
  name       text not null,
  -- Null for the system (command line without --as).
  owner_id   bigint references app_user,
  is_shared  boolean not null default false,
  -- The file's headers in the form they are compared by, in no order: equal for files of the same columns.
  signature  text not null,
  -- Settings of an import whose columns are named by their headers.
  settings   jsonb not null,
  created_at timestamptz not null default now(),
  used_at    timestamptz not null default now()
);
create unique index saved_mapping_name on saved_mapping (entity, coalesce(owner_id, 0), lower(name));
create index saved_mapping_signature on saved_mapping (entity, md5(signature));

-- Which one an import was mapped by.
alter table import_run add column mapping_id bigint references saved_mapping on delete set null;

-- What the user decided beside the file, as corrections and skips are.

-- A row speaks of this record, whatever its keys say: a likely duplicate that is to be updated.
create table import_choice (
  import_id bigint not null references import_run on delete cascade,
  row_no    integer not null,
  record_id bigint not null,
  primary key (import_id, row_no)
);

-- A kind of yellow problem that was looked at: its rows are no longer among those to look at.
create table import_acceptance (
  import_id    bigint not null references import_run on delete cascade,
  code         text not null,
  column_index integer,
  unique nulls not distinct (import_id, code, column_index)
);
