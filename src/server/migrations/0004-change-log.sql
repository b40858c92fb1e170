-- The change log: every act that changed records, and what it did to each.

create table change_set (
  id         bigint generated always as identity primary key,
  kind       text not null,
  -- Null for the system (command line without --as).
  author_id  bigint references app_user,
  at         timestamptz not null default now(),
  -- Order of commit; null until the last act before commit.
  position   bigint unique,
  source     text,
  comment    text,
  -- {"company": {"create": 1, "update": 2, "delete": 0}}
  counts     jsonb not null default '{}',
  -- Cells changed: {"company.name": 3}
  fields     jsonb not null default '{}',
  undoes     bigint references change_set,
  undone_by  bigint references change_set
);

-- One row a record and change set. `fields` is {"name": ["old", "new"]}; a create has null olds, a delete
-- null news, and both name every field that is not null: reversing one gives the other.
create table change (
  change_set_id bigint not null,
  record_id     bigint not null,
  -- The company or contact in whose history it shows: an address's owner, else the record itself.
  subject_id    bigint not null,
  entity        text not null,
  action        "char" not null,
  fields        jsonb not null,
  primary key (change_set_id, entity, record_id)
);
create index change_by_subject on change (subject_id, change_set_id desc);

create table restore_point (
  id        bigint generated always as identity primary key,
  name      text not null,
  author_id bigint references app_user,
  at        timestamptz not null default now(),
  position  bigint not null
);
