-- Four eyes and schedules of journals (BU-8), and what people are told when they look elsewhere (BU-10).

alter table journal
  -- Whoever made it or changed its header or its records: under the rule of four eyes they do not validate it.
  add column preparer_ids bigint[] not null default '{}',
  -- Waits for somebody to validate it; null again when it is taken or sent back.
  add column submitted_at timestamptz,
  add column submitted_by bigint references app_user,
  -- What a validator said when he sent it back.
  add column returned_note text;
update journal set preparer_ids = array[author_id] where author_id is not null;

-- When it is to begin; null for at once.
alter table job add column run_at timestamptz;

create table notice (
  id        bigint generated always as identity primary key,
  user_id   bigint not null references app_user on delete cascade,
  at        timestamptz not null default now(),
  kind      text not null,
  params    jsonb not null default '{}',
  read_at   timestamptz,
  -- Null while it is still to be mailed, for a user who wants mails.
  mailed_at timestamptz
);
create index notice_by_user on notice (user_id, id desc);
create index notice_unread on notice (user_id) where read_at is null;

alter table app_user add column wants_notice_mails boolean not null default true;
