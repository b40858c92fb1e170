-- Bulk update journals: one field, n records. Which step a journal is at follows from its job and its change set.

create table journal (
  number           bigint generated always as identity primary key,
  entity           text not null,
  tab              text,
  -- A key of the catalogue, or address.<key> of the default address; null while it is not chosen.
  field            text,
  operation        text not null default 'set',
  value            jsonb,
  comment          text,
  author_id        bigint references app_user,
  created_at       timestamptz not null default now(),
  -- The validation under way or last ended.
  job_id           bigint references job,
  -- From here on: once validated.
  validator_id     bigint references app_user,
  validated_at     timestamptz,
  change_set_id    bigint references change_set,
  restore_point_id bigint references restore_point,
  -- How many records it had then, and how many of them changed while they were written and were left out.
  target_count     bigint,
  stale_count      bigint not null default 0
);

-- The records of a journal. No reference to the journal: checking it row by row would double the time of a million.
create table journal_target (
  journal_id bigint not null,
  record_id  bigint not null,
  primary key (journal_id, record_id)
);

-- Copy selection, paste selection: one clipboard a user (0: the system), for 24 hours. A crash may empty it.
create unlogged table journal_clipboard (
  owner_id  bigint primary key,
  entity    text not null,
  journal   bigint not null,
  copied_at timestamptz not null default now()
);

create unlogged table journal_clipboard_record (
  owner_id  bigint not null,
  record_id bigint not null,
  primary key (owner_id, record_id)
);
