-- Companies, contacts and addresses: one column a catalogue field (a test compares the two).
-- Half-full pages make a bulk update of columns in no index a HOT update, 8 times faster (docs/adr/0004).
-- No foreign keys: the engine is the only writer and checks references set-based; a foreign key is
-- checked row by row, 1,000,000 times in an import (docs/adr/0005). `rafale doctor` looks for orphans.

create table company (
  id                       bigint primary key default nextval('record_id'),
  version                  integer not null default 1,
  created_at               timestamptz not null default now(),
  -- Access is limited to the users and billing entities of access_grant (AC-2).
  is_restricted            boolean not null default false,
  name                     text not null,
  alias                    text,
  account_type_id          bigint,
  sales_status             text,
  state                    text not null default 'active',
  parent_id                bigint,
  is_reference             boolean not null default false,
  engagements_allowed      boolean not null default true,
  website                  text,
  default_address_id       bigint,
  phone_main               text,
  phone_toll_free          text,
  phone_fax                text,
  phone_customer_service   text,
  phone_support            text,
  phone_management         text,
  phone_sales              text,
  phone_marketing          text,
  phone_hr                 text,
  phone_security           text,
  phone_other              text,
  code                     text not null,
  external_id              text,
  source_id                bigint,
  account_manager_id       bigint,
  telemarketer_id          bigint,
  sales_person_id          bigint,
  sales_region_id          bigint,
  industry_id              bigint,
  annual_revenue           numeric(17, 2),
  currency                 text,
  employees                integer,
  is_tax_exempt            boolean not null default false,
  tax_exemption_id         text,
  vat_number               text,
  siren                    text,
  siret                    text,
  naf                      text,
  legal_form_id            bigint,
  are_surveys_active       boolean not null default false,
  is_summary_consolidated  boolean not null default false,
  visit_interval           integer,
  last_visit               date,
  last_visit_attempt       date,
  commercial_origin_id     bigint,
  environment_ids          bigint[],
  billing_entity_ids       bigint[],
  default_contact_id       bigint,
  comments                 text,
  code_key                 text generated always as (code_key(code)) stored,
  external_id_key          text generated always as (code_key(external_id)) stored,
  constraint company_code_unique unique (code_key) deferrable initially deferred,
  constraint company_external_id_unique unique (external_id_key) deferrable initially deferred
) with (fillfactor = 50);

create index company_by_name on company (name collate "fr-x-icu", id);
create index company_by_parent on company (parent_id) where parent_id is not null;
create index company_restricted on company (id) where is_restricted;

create table contact (
  id                       bigint primary key default nextval('record_id'),
  version                  integer not null default 1,
  created_at               timestamptz not null default now(),
  is_restricted            boolean not null default false,
  company_id               bigint not null,
  civility_id              bigint,
  first_name               text,
  middle_name              text,
  last_name                text,
  honorific                text,
  gender                   text,
  position                 text,
  contact_type_id          bigint,
  department_id            bigint,
  email_1                  text,
  email_2                  text,
  email_3                  text,
  is_reference             boolean not null default false,
  is_dpo                   boolean not null default false,
  is_ciso                  boolean not null default false,
  has_left                 boolean not null default false,
  is_active                boolean not null default true,
  assigned_to_id           bigint,
  linkedin                 text,
  twitter                  text,
  facebook                 text,
  language                 text,
  environment_ids          bigint[],
  do_not_contact           boolean not null default false,
  lawful_basis             text,
  website                  text,
  default_address_id       bigint,
  phone_office             text,
  phone_mobile             text,
  phone_home               text,
  phone_main               text,
  phone_other              text,
  pager                    text,
  fax_office               text,
  phone_office_2           text,
  phone_home_2             text,
  fax_home                 text,
  phone_manager            text,
  phone_assistant          text,
  fax_other                text,
  phone_car                text,
  external_id              text,
  department_name          text,
  manager_name             text,
  office                   text,
  assistant_name           text,
  profession               text,
  nickname                 text,
  birth_date               date,
  spouse                   text,
  anniversary              date,
  comments                 text,
  external_id_key          text generated always as (code_key(external_id)) stored,
  constraint contact_external_id_unique unique (external_id_key) deferrable initially deferred
) with (fillfactor = 50);

create index contact_by_company on contact (company_id);
create index contact_by_name on contact ((coalesce(last_name, '')) collate "fr-x-icu", id);
create index contact_restricted on contact (id) where is_restricted;

create table address (
  id                       bigint primary key default nextval('record_id'),
  version                  integer not null default 1,
  created_at               timestamptz not null default now(),
  company_id               bigint,
  contact_id               bigint,
  code                     text,
  name                     text,
  kind                     text not null default 'other',
  line_1                   text,
  line_2                   text,
  line_3                   text,
  postal_code              text,
  city                     text,
  province_id              bigint,
  country                  text,
  work_region_id           bigint,
  work_site                text,
  constraint address_has_one_owner check (num_nonnulls(company_id, contact_id) = 1)
) with (fillfactor = 60);

create index address_by_company on address (company_id) where company_id is not null;
create index address_by_contact on address (contact_id) where contact_id is not null;

-- What one searches in, apart from the records, so that other fields' updates leave the trigram index alone.
create table company_search (
  id           bigint primary key,
  -- Codes the company had before: they still find it.
  former_codes text not null default '',
  text         text not null
);
create index company_search_trigram on company_search using gin (text gin_trgm_ops);

create table contact_search (
  id   bigint primary key,
  text text not null
);
create index contact_search_trigram on contact_search using gin (text gin_trgm_ops);

-- Who may see a restricted company or contact: a user, or all users with access to a billing entity (AC-2, AC-3).
create table access_grant (
  record_id         bigint not null,
  user_id           bigint,
  billing_entity_id bigint,
  check (num_nonnulls(user_id, billing_entity_id) = 1),
  unique nulls not distinct (record_id, user_id, billing_entity_id)
);
