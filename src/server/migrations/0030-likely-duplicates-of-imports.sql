-- What an import is about to create finds its likely duplicates by an index, however large the base: 100 rows beside
-- 300,000 companies are planned in 0.25 s instead of 2.6. A company created costs 6 µs more (a bare insertion took 15).
-- The statistics are of the keys themselves: those of an index on a part of the rows are not used, and PostgreSQL would
-- take one record in 200 for a duplicate and read them all.
create index company_by_vat on company (bare_key(vat_number)) where vat_number is not null;
create index company_by_match_name on company (match_text(name));
create index contact_by_email on contact (code_key(email_1)) where email_1 is not null;

create statistics company_vat on (bare_key(vat_number)) from company;
create statistics company_phone on (phone_key(phone_main)) from company;
create statistics contact_email on (code_key(email_1)) from contact;
create statistics contact_mobile on (phone_key(phone_mobile)) from contact;
