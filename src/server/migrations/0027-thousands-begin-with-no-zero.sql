-- Thousands begin with no zero: with the decimal point "0,250" is no number, and not 250. What remains as a number under
-- either mark is what has to be asked about.
create or replace function unusual_number(raw text, mark text) returns text
  language sql immutable parallel safe
  return (
    select case when plain ~ '^[+-]?[0-9]{1,15}(\.[0-9]*)?$' then rtrim(ltrim(plain, '+'), '.') end
      from (
        select case
                 when decimal_mark = ',' and bare ~ '^[+-]?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]*)?$'
                 then replace(replace(bare, '.', ''), ',', '.')
                 when decimal_mark = '.' and bare ~ '^[+-]?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.[0-9]*)?$'
                 then replace(bare, ',', '')
               end as plain
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
