-- Rights that came after roles were made: the supplied roles get what a new installation gives them. In roles made by
-- hand, who edits companies keeps choosing who sees them: that came with editing before it was a right of its own.
update role set rights = array_append(rights, 'access.edit')
 where not ('access.edit' = any(rights))
   and (code in ('sales-manager', 'sales-administrator')
     or ('company.edit' = any(rights) and code not in ('administrator', 'sales-person', 'read-only')));

update role set rights = array_append(rights, 'list.edit')
 where code = 'sales-administrator' and not ('list.edit' = any(rights));
