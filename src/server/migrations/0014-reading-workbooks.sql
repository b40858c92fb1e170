-- What was noticed when the file of an import was read: [{code, params}].
alter table import_run add column notes jsonb not null default '[]';
-- Dialects say which format they are of.
update import_run set dialect = dialect || '{"format": "text"}' where dialect is not null and not dialect ? 'format';
