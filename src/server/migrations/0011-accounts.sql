-- Accounts of staff: one-time links, sessions one can tell apart, second factor, keys with scopes, favourites.

alter table app_user
  add column signed_in_at   timestamptz,
  -- Base32; null until a code of it was shown to be right.
  add column totp_secret    text,
  -- The step of the last code used: none is good twice.
  add column totp_last_step bigint,
  -- Who he is at the single sign-on, once linked.
  add column oidc_subject   text unique,
  add column preferences    jsonb not null default '{}';

alter table role
  add column requires_second_factor boolean not null default false;

alter table session
  add column id         bigint generated always as identity unique,
  add column address    text,
  add column user_agent text,
  -- Opened by the single sign-on, which has seen to a second factor itself.
  add column is_by_sign_on boolean not null default false;

alter table api_key
  -- Rights it is limited to; null: all of its user's.
  add column scopes       text[],
  -- Its first letters, to tell it from others.
  add column hint         text not null default '',
  add column last_used_at timestamptz;
create index api_key_by_user on api_key (user_id);

-- An invitation or a new password; only the SHA-256 of its token is kept, and the row goes when it is used.
create table one_time_link (
  token_hash bytea primary key,
  user_id    bigint not null references app_user on delete cascade,
  kind       text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index one_time_link_by_user on one_time_link (user_id);

create table recovery_code (
  user_id   bigint not null references app_user on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

create table favourite_user (
  user_id      bigint not null references app_user on delete cascade,
  favourite_id bigint not null references app_user on delete cascade,
  primary key (user_id, favourite_id)
);

alter table billing_entity
  add column is_archived boolean not null default false;
create unique index billing_entity_code on billing_entity (lower(code));

create index audit_event_by_action on audit_event (action, id desc);
create index audit_event_by_user on audit_event (user_id, id desc);
