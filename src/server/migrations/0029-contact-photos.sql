-- The photo of a contact (CT-2): the contact holds the SHA-256 of a picture, which stands apart, so that lists stay quick.
create table picture (
  hash     text        primary key,
  type     text        not null,
  width    integer     not null,
  height   integer     not null,
  bytes    bytea       not null,
  added_at timestamptz not null default now()
);
alter table picture alter column bytes set storage external;

-- Who brought a picture, for the week in which it is put on a record.
create table picture_upload (
  hash    text        not null references picture on delete cascade,
  user_id bigint,
  at      timestamptz not null default now(),
  unique nulls not distinct (hash, user_id)
);

-- The contacts that have or had a picture: who sees one of them sees it. It goes when neither they nor their history have it.
create table picture_use (
  hash       text   not null references picture on delete cascade,
  contact_id bigint not null,
  primary key (hash, contact_id)
);

alter table contact add column photo text;
