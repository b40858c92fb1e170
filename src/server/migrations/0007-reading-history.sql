-- Finding what was deleted: a restricted record keeps its access list after it is gone, so its images can be told
-- from the others, and the deleted contacts of a company found, without scanning the log. Few rows, so cheap to keep.

create index change_restricted_gone on change (record_id)
  where action = 'd' and (fields #>> '{$record,0,isRestricted}') = 'true';

create index change_contact_gone on change (((fields #>> '{company,0}')::bigint))
  where action = 'd' and entity = 'contact';
