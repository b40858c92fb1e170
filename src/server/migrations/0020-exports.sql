-- Exports: what was asked, and the file, which is removed after its time (IM-16).

create table export_run (
  id         bigint generated always as identity primary key,
  entity     text not null,
  format     text not null,
  author_id  bigint references app_user,
  file_name  text not null,
  request    jsonb not null,
  -- Null while the file is made.
  rows       integer,
  file_id    bigint references stored_file on delete set null,
  job_id     bigint references job,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index export_run_by_author on export_run (author_id, id desc);
