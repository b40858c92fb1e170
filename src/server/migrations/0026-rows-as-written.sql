-- What stood in rows that could not be read is kept beside them: files that are staged already have nothing of it.
do $$
declare
  staged regclass;
begin
  for staged in
    select c.oid from pg_class as c
     where c.relnamespace = to_regnamespace('stage') and c.relkind = 'r' and c.relname ~ '^import_[0-9]+_rows$'
  loop
    execute format('alter table %s add column if not exists written text', staged);
  end loop;
end $$;
