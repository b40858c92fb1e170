-- Fields made at run time (FC-3). The column is in the record's own table, named for the key.
create table custom_field (
  id          bigint generated always as identity primary key,
  entity      text not null check (entity in ('company', 'contact')),
  key         text not null check (key ~ '^x[A-Z0-9][A-Za-z0-9]*$'),
  type        text not null,
  tab         text not null,
  label_fr    text not null,
  label_en    text not null,
  help_fr     text,
  help_en     text,
  target      text,
  is_required boolean not null default false,
  is_retired  boolean not null default false,
  position    integer not null default 0,
  created_at  timestamptz not null default now(),
  unique (entity, key)
);
