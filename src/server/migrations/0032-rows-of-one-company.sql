-- Checks say of every row which others speak of the same company, to show them together; those made before do not know.
do $$
declare
  checked text;
begin
  for checked in select tablename from pg_tables where schemaname = 'stage' and tablename ~ '^import_[0-9]+_[0-9]+_outcome$' loop
    execute format('alter table stage.%I add column gkey text', checked);
  end loop;
end
$$;
