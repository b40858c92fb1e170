-- Staff, roles, sessions, our own legal entities, lists of values, settings.

create table role (
  id       bigint generated always as identity primary key,
  code     text not null unique,
  label_fr text not null,
  label_en text not null,
  rights   text[] not null
);

create table app_user (
  id            bigint generated always as identity primary key,
  email         text not null,
  name          text not null,
  language      text not null default 'fr',
  role_id       bigint not null references role,
  -- argon2id; null for a user who cannot sign in with a password.
  password_hash text,
  is_active     boolean not null default true,
  created_at    timestamptz not null default now()
);
create unique index app_user_email on app_user (lower(email));

-- Only the SHA-256 of a session's token is kept.
create table session (
  token_hash   bytea primary key,
  user_id      bigint not null references app_user on delete cascade,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null
);
create index session_by_user on session (user_id);

-- API keys carry their user's rights; only the SHA-256 is kept.
create table api_key (
  id         bigint generated always as identity primary key,
  user_id    bigint not null references app_user on delete cascade,
  name       text not null,
  key_hash   bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz
);

-- Failed sign-ins by e-mail and by address, so that every web process throttles alike.
create table sign_in_failure (
  subject text not null,
  at      timestamptz not null default now()
);
create index sign_in_failure_by_subject on sign_in_failure (subject, at);

create table audit_event (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default now(),
  user_id bigint,
  action  text not null,
  detail  jsonb not null default '{}'
);

create table billing_entity (
  id   bigint generated always as identity primary key,
  code text not null unique,
  name text not null
);

create table user_billing_entity (
  user_id           bigint not null references app_user on delete cascade,
  billing_entity_id bigint not null references billing_entity on delete cascade,
  primary key (user_id, billing_entity_id)
);

-- Every list of values. Values are archived or merged, never deleted: records hold their ids.
create table list_value (
  id          bigint generated always as identity primary key,
  list        text not null,
  code        text not null,
  label_fr    text not null,
  label_en    text not null,
  parent_id   bigint references list_value,
  country     text,
  position    integer not null default 0,
  is_archived boolean not null default false
);
create unique index list_value_code on list_value (list, coalesce(country, ''), lower(code));

create table setting (
  key   text primary key,
  value jsonb not null
);
