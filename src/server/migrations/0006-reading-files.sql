-- Reading the texts of files as values, set-based. The twins are `parse` of src/shared/catalogue/field-types;
-- a test runs the same samples through both.

-- A cell without outer space, its inner spaces folded; null when nothing is left. Letters with accents are one character
-- already: the reader of files saw to it. The searches spare the pattern
-- for almost every cell.
create function clean_cell(raw text) returns text
  language sql immutable parallel safe
  return nullif(
    case
      when strpos(raw, '  ') = 0 and strpos(raw, e'\n') = 0 and strpos(raw, e'\t') = 0
       and strpos(raw, e'\u00a0') = 0 and strpos(raw, e'\u202f') = 0 and strpos(raw, e'\r') = 0
      then btrim(raw)
      else btrim(regexp_replace(raw, '[ \t\n\r\u00a0\u202f]+', ' ', 'g'))
    end, '');

-- A text of several lines without outer space; null when nothing is left.
create function clean_lines(raw text) returns text
  language sql immutable parallel safe
  return nullif(btrim(regexp_replace(raw, e'\r\n?', e'\n', 'g'), e' \n\t\u00a0\u202f'), '');

-- A number with thousands, a currency or a sign, as a plain decimal text; null when it is none.
create function unusual_number(raw text, mark text) returns text
  language sql immutable parallel safe
  return (
    select case when plain ~ '^[+-]?[0-9]{1,15}(\.[0-9]*)?$' then rtrim(ltrim(plain, '+'), '.') end
      from (
        select case when decimal_mark = ',' then replace(replace(bare, '.', ''), ',', '.') else replace(bare, ',', '') end as plain
          from (
            select bare, coalesce(mark, case when strpos(reverse(bare), ',') > 0
                                              and (strpos(reverse(bare), '.') = 0
                                                   or strpos(reverse(bare), ',') < strpos(reverse(bare), '.'))
                                             then ',' else '.' end) as decimal_mark
              from (select translate(regexp_replace(raw, '€|EUR', '', 'gi'), e' \u00a0\u202f\t''’', '') as bare offset 0) as b
            offset 0
          ) as m
        offset 0
      ) as p);

-- A number as people write it, as a plain decimal text of at most 15 digits before the mark; null when it is none.
-- `mark` is the decimal mark, or null to take the last of comma and point for it. Only what is unusual is sent to the
-- function above, which cannot be inlined and costs 10 µs.
create function plain_number(raw text, mark text) returns text
  language sql immutable parallel safe
  return case
    when raw ~ '^-?[0-9]{1,15}$' then raw
    when raw ~ '^-?[0-9]{1,15},[0-9]+$' and coalesce(mark, ',') = ',' then replace(raw, ',', '.')
    when raw ~ '^-?[0-9]{1,15}[.][0-9]+$' and coalesce(mark, '.') = '.' then raw
    else unusual_number(raw, mark)
  end;

create function unusual_integer(raw text, mark text) returns integer
  language sql immutable parallel safe
  return (
    select case when n = trunc(n) and abs(n) < 2147483648 then n::integer end
      from (select plain_number(raw, mark)::numeric as n offset 0) as number);

-- The same as an integer of 4 bytes; null when it has decimals or does not fit.
create function plain_integer(raw text, mark text) returns integer
  language sql immutable parallel safe
  return case when raw ~ '^-?[0-9]{1,9}$' then raw::integer else unusual_integer(raw, mark) end;
