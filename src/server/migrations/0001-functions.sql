-- Extensions, the sequences every record shares, and the match forms of rules.md (their twins in
-- TypeScript are in src/shared/catalogue; a test runs the same samples through both).

create extension if not exists pg_trgm;
create extension if not exists unaccent;

create schema stage;

-- One sequence for the ids of all entities, never reused.
create sequence record_id as bigint cache 1;
-- The order of change sets and restore points: taken as the last act before commit, under one lock.
create sequence log_position as bigint cache 1;
-- Automatic numbers of companies (CO-5).
create sequence company_number as bigint cache 1;

-- Text as keys and uniqueness compare it: trimmed, spaces folded, without case and accents.
-- The two tests spare the dictionary and the pattern for most texts: 0.9 instead of 3.4 s on 1,000,000 names.
create function match_text(raw text) returns text
  language sql immutable strict parallel safe
  return case
    when raw ~ '[^ -~]' then
      btrim(regexp_replace(lower(unaccent('unaccent'::regdictionary, raw)), '[\s\u00a0\u202f]+', ' ', 'g'))
    when position('  ' in raw) > 0 then btrim(regexp_replace(lower(raw), ' +', ' ', 'g'))
    else btrim(lower(raw))
  end;

-- A code: case-blind, zeros significant.
create function code_key(raw text) returns text
  language sql immutable strict parallel safe
  return lower(btrim(raw));

-- A phone number in E.164 as far as its digits tell; a national number is taken for a French one.
create function phone_key(raw text) returns text
  language sql immutable strict parallel safe
  return case
    when raw ~ '^\s*\+' then '+' || regexp_replace(regexp_replace(raw, '\(0\)', ''), '\D', '', 'g')
    when raw ~ '^\s*00' then '+' || substr(regexp_replace(raw, '\D', '', 'g'), 3)
    when raw ~ '^\s*0' then '+33' || substr(regexp_replace(raw, '\D', '', 'g'), 2)
    else regexp_replace(raw, '\D', '', 'g')
  end;

-- A VAT number, SIREN or SIRET without its separators, in capitals.
create function bare_key(raw text) returns text
  language sql immutable strict parallel safe
  return upper(regexp_replace(raw, '[^A-Za-z0-9]', '', 'g'));
