-- Fields mastered elsewhere (FC-4): on existing records they are not changed by that role, through that source. Null: any.
create table field_lock (
  id      bigint generated always as identity primary key,
  entity  text not null,
  field   text not null,
  role_id bigint references role on delete cascade,
  source  text,
  unique nulls not distinct (entity, field, role_id, source)
);

-- When somebody last did something with an import: drafts nobody touches for long are cleared.
alter table import_run
  add column touched_at timestamptz not null default now(),
  -- The rows that were refused, kept as a file once the staging tables are gone.
  add column refused_file_id bigint references stored_file;
