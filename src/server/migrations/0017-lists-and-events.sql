-- Saved views of lists, each user's own contacts, and what happens to a record beside its changes.

create table saved_view (
  id         bigint generated always as identity primary key,
  entity     text not null,
  name       text not null,
  owner_id   bigint not null references app_user on delete cascade,
  is_shared  boolean not null default false,
  -- Search, filter, sort, columns with their widths, density.
  settings   jsonb not null,
  created_at timestamptz not null default now()
);
create unique index saved_view_name on saved_view (owner_id, entity, lower(name));

-- No reference to the contact: it may be deleted and come back, and is on the list again then.
create table my_contact (
  user_id    bigint not null references app_user on delete cascade,
  contact_id bigint not null,
  primary key (user_id, contact_id)
);

-- Comments, and what other features tell of a company or contact. `change_set_id` is the last change set before it: the
-- history lists events among changes in that order.
create table record_event (
  id            bigint generated always as identity primary key,
  subject_id    bigint not null,
  entity        text not null,
  kind          text not null,
  author_id     bigint references app_user,
  at            timestamptz not null default now(),
  change_set_id bigint not null,
  text          text,
  detail        jsonb not null default '{}'
);
create index record_event_by_subject on record_event (subject_id, change_set_id desc, id desc);
