-- What must be read back in clear is sealed (docs/adr/0014): app_user.totp_secret, mail.text, setting.value ->> 'secret' and
-- import_source.secret are texts `sealed:1:<key id>:…`. No key is here: what stands in plain is sealed at the next start.

-- {password} or {privateKey, passphrase}, sealed; and which of the two, so that a list needs no key.
alter table import_source
  alter column secret type text using secret::text,
  add column secret_kind text not null default 'none';
update import_source
   set secret_kind = case when secret::jsonb ? 'privateKey' then 'key' when secret::jsonb ? 'password' then 'password' else 'none' end
 where secret is not null;
