-- Reading the texts of files as values, set-based. The twins are `parse` of src/shared/catalogue/field-types;
-- a test runs the same samples through both.

-- A cell without outer space, its inner spaces folded; null when nothing is left. The searches spare the pattern
-- for almost every cell.
create function clean_cell(raw text) returns text
  language sql immutable strict parallel safe
  return nullif(
    case
      when strpos(raw, '  ') = 0 and strpos(raw, e'\n') = 0 and strpos(raw, e'\t') = 0
       and strpos(raw, e'\u00a0') = 0 and strpos(raw, e'\u202f') = 0 and strpos(raw, e'\r') = 0
      then btrim(raw)
      else btrim(regexp_replace(raw, '[\s\u00a0\u202f]+', ' ', 'g'))
    end, '');

-- A text of several lines without outer space; null when nothing is left.
create function clean_lines(raw text) returns text
  language sql immutable strict parallel safe
  return nullif(btrim(regexp_replace(raw, e'\r\n?', e'\n', 'g'), e' \n\t\u00a0'), '');

-- A number as people write it, as a plain decimal text; null when it is none. `mark` is the decimal mark, or null
-- to take the last of comma and point for it.
create function plain_number(raw text, mark text) returns text
  language sql immutable parallel safe
  return case
    when raw ~ '^-?[0-9]{1,15}$' then raw
    else (
      select case when plain ~ '^[+-]?[0-9]+(\.[0-9]*)?$' then rtrim(ltrim(plain, '+'), '.') end
        from (
          select case
                   when coalesce(mark, case when strpos(reverse(bare), ',') > 0
                                             and (strpos(reverse(bare), '.') = 0
                                                  or strpos(reverse(bare), ',') < strpos(reverse(bare), '.'))
                                            then ',' else '.' end) = ','
                   then replace(replace(bare, '.', ''), ',', '.')
                   else replace(bare, ',', '')
                 end as plain
            from (select translate(regexp_replace(raw, '€|EUR', '', 'gi'), e' \u00a0\u202f\t''’', '') as bare) as b
        ) as p)
  end;
