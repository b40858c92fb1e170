-- A file sent in pieces (IM-1): one that was cut off goes on where it stopped. Its bytes are those of a stored file, which
-- the import takes over.

create table upload (
  id         bigint generated always as identity primary key,
  author_id  bigint references app_user,
  file_id    bigint not null unique references stored_file on delete cascade,
  -- Bytes kept so far, all from the start on.
  received   bigint not null default 0,
  touched_at timestamptz not null default now()
);
