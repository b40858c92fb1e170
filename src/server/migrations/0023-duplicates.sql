-- Duplicates and merges (CO-10).

-- The words that tell one company from another, sorted: without case, accents, punctuation, legal form and small words.
-- A name of nothing else keeps them.
create function company_core(raw text) returns text
  language sql immutable parallel safe
  return coalesce(
    (select string_agg(word.text, ' ' order by word.text)
       from regexp_split_to_table(replace(match_text(raw), '.', ''), '[^[:alnum:]]+') as word (text)
      where word.text <> '' and word.text <> all(array[
        'sarl', 'sas', 'sasu', 'sa', 'eurl', 'sci', 'scop', 'snc', 'gie', 'ei', 'eirl', 'selarl', 'ste', 'societe', 'soc',
        'ets', 'etablissement', 'etablissements', 'cie', 'compagnie', 'groupe', 'group', 'holding', 'fils', 'associes',
        'ltd', 'limited', 'inc', 'llc', 'plc', 'corp', 'co', 'company', 'gmbh', 'ag', 'bv', 'nv', 'spa', 'srl',
        'et', 'and', 'the', 'of', 'de', 'du', 'des', 'la', 'le', 'les', 'l', 'd'])),
    nullif(match_text(raw), ''));

-- The words of a person's name, sorted: "Durand Jean-Luc" and "jean luc DURAND" are one.
create function person_core(raw text) returns text
  language sql immutable parallel safe
  return (select string_agg(word.text, ' ' order by word.text)
            from regexp_split_to_table(match_text(raw), '[^[:alnum:]]+') as word (text)
           where word.text <> '');

-- Consonants of a text, each run of one letter once: what a misspelt word mostly keeps.
create function skeleton(raw text) returns text
  language sql immutable parallel safe
  return nullif(left(regexp_replace(translate(raw, ' aeiouyh', ''), '(.)\1+', '\1', 'g'), 7), '');

-- The host of a web address without www; null for the sites on which many companies have a page.
create function web_domain(raw text) returns text
  language sql immutable parallel safe
  return nullif(regexp_replace(
    regexp_replace(lower(btrim(raw)), '^([a-z]+://)?(www\.)?([^/:?#]*).*$', '\3'),
    '^(.*\.)?(facebook|linkedin|instagram|twitter|x|youtube|google|pagesjaunes|wixsite|business)\.(com|fr|site)$', ''), '');

-- A search for duplicates among the records that its user saw (docs/adr/0011); its last one is the list he works through.
create table duplicate_search (
  id         bigint generated always as identity primary key,
  entity     text not null,
  -- Null for the system.
  user_id    bigint references app_user on delete cascade,
  job_id     bigint references job,
  started_at timestamptz not null default now(),
  ended_at   timestamptz,
  -- Keys that too many records share to be compared: [{"reason": "name", "blocks": 2, "records": 140}]
  skipped    jsonb not null default '[]'
);
create index duplicate_search_by_user on duplicate_search (user_id, entity);

-- No references: a pair whose record is gone is passed over, and comes back with it.
create table duplicate_pair (
  search_id bigint not null,
  score     smallint not null,
  low_id    bigint not null,
  high_id   bigint not null,
  primary key (search_id, score, low_id, high_id)
);

-- "Not a duplicate": holds for everybody, whatever is searched later.
create table duplicate_decision (
  low_id     bigint not null,
  high_id    bigint not null,
  user_id    bigint references app_user,
  decided_at timestamptz not null default now(),
  primary key (low_id, high_id)
);

-- What became of a record that a merge removed: its history is told with the survivor's, its code finds the survivor.
create table merged_record (
  change_set_id bigint not null references change_set,
  record_id     bigint not null,
  survivor_id   bigint not null,
  entity        text not null,
  -- False while the record is back.
  is_done       boolean not null default true,
  -- What the merge gave the survivor outside the change log, to be taken back with it:
  -- {"codes": "c1 c0", "users": [3], "journals": [7], "access": {...}}
  detail        jsonb not null default '{}',
  primary key (change_set_id, record_id)
);
create index merged_record_by_survivor on merged_record (survivor_id);
create index merged_record_by_record on merged_record (record_id);

-- The phone typed in a form finds its record at once.
create index company_by_phone on company (phone_key(phone_main)) where phone_main is not null;
create index contact_by_mobile on contact (phone_key(phone_mobile)) where phone_mobile is not null;
