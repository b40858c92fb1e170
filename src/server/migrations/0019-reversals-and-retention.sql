-- What an undo or a restore would do, planned ahead and kept to be looked at page by page (RP-2, RP-3). The rows are in
-- unlogged tables of the schema `stage`, which a crash empties: they are planned anew then.
create table reversal_preview (
  id               bigint generated always as identity primary key,
  user_id          bigint references app_user on delete cascade,
  -- One of the two.
  change_set_id    bigint references change_set,
  restore_point_id bigint references restore_point on delete cascade,
  job_id           bigint references job,
  made_at          timestamptz not null default now(),
  -- The last log position when it was planned: it holds as long as nothing was written since.
  position         bigint,
  -- The counts, the cells by field, and the fields of each table of rows.
  outcome          jsonb
);
create index reversal_preview_by_user on reversal_preview (user_id);

-- Retention of the change log: what a change set did to each record is no longer kept; its head and counts are.
alter table change_set add column forgotten_at timestamptz;

-- The recycle bin, newest first.
create index change_gone on change (change_set_id desc, record_id) where action = 'd' and entity in ('company', 'contact');
