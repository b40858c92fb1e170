-- A plan is made beside the one that is looked at: its tables are of the other of two generations until it stands.
alter table import_run
  add column plan_generation integer not null default 1,
  -- Counts what the user changed: a plan made meanwhile does not know it.
  add column revision integer not null default 0;
