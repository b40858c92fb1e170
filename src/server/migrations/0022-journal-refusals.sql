-- What the validation of a journal refused and why: its result says so for good (BU-10). One that was left out because
-- it changed while the journal was written is among them.
create table journal_refusal (
  journal_id bigint not null,
  record_id  bigint not null,
  code       text not null,
  -- The field at fault and what it held, as the text of the error says them.
  field      text,
  value      text,
  primary key (journal_id, record_id)
);

-- The time zone of the installation: RAFALE_TIMEZONE, which every connection of ours says.
create function local_zone() returns text
  language sql stable parallel safe
  return coalesce(nullif(current_setting('rafale.timezone', true), ''), 'Europe/Paris');

-- A moment as the clocks of the installation show it.
create function local_time_of(moment timestamptz) returns timestamp
  language sql stable parallel safe
  return moment at time zone local_zone();

-- The day it is there: `current_date` would be that of the connection, which is in UTC.
create function today() returns date
  language sql stable parallel safe
  return local_time_of(now())::date;
