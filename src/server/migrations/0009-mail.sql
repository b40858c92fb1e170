-- Mails to be sent, and those that were. The text is dropped once the mail has gone: it may hold a one-time link.

create table mail (
  id         bigint generated always as identity primary key,
  created_at timestamptz not null default now(),
  recipient  text not null,
  subject    text not null,
  text       text,
  -- waiting, sent, failed
  state      text not null default 'waiting',
  attempts   integer not null default 0,
  -- What the mail server said the last time it did not take it.
  error      text,
  sent_at    timestamptz
);
create index mail_waiting on mail (id) where state = 'waiting';
