-- Members: names as given, facts with their precision, languages over time, consents, words to search by.

create table partner (
  id uuid primary key,
  site_id uuid not null references site (id),
  name text not null,
  types text[] not null check (cardinality(types) > 0),
  contact_name text,
  email text,
  phone text,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id)
);
create trigger touch before update on partner for each row execute function interra.touch();
select interra.wall('partner');

create table person (
  id uuid primary key,
  site_id uuid not null references site (id),
  -- a single name is enough: it stands in given_name
  given_name text not null,
  family_name text,
  usual_name text,
  own_script_name text,
  -- folded family and given name, kept by a trigger of 0005_search.sql: the order of lists
  sort_name text collate "C" not null default '',
  birth_year int check (birth_year between 1900 and 2100),
  birth_month int check (birth_month between 1 and 12),
  birth_day int check (birth_day between 1 and 31),
  gender text check (gender in ('woman', 'man', 'non_binary', 'undisclosed')),
  email text,
  phone text,
  contact_channel text check (contact_channel in ('email', 'phone', 'sms', 'through_referrer', 'none')),
  contact_language text,
  referrer_partner_id uuid,
  referrer_name text,
  -- self-declared: grew up in Belgium; Belgian yes or no, never a list of nationalities
  lifelong_resident boolean,
  is_belgian boolean,
  heard_through_term_id uuid,
  status text not null default 'active' check (status in ('active', 'merged', 'anonymised')),
  merged_into_id uuid,
  member_since date not null,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (referrer_partner_id, site_id) references partner (id, site_id),
  foreign key (heard_through_term_id, site_id) references taxonomy_term (id, site_id),
  foreign key (merged_into_id, site_id) references person (id, site_id),
  check (birth_month is null or birth_year is not null),
  check (birth_day is null or birth_month is not null),
  -- refuses 31 April and 29 February of a common year
  check (birth_day is null or make_date(birth_year, birth_month, birth_day) is not null),
  check ((status = 'merged') = (merged_into_id is not null))
);
create trigger touch before update on person for each row execute function interra.touch();
create index person_list on person (site_id, sort_name, id);
create index person_email on person (site_id, email) where email is not null;
create index person_phone on person (site_id, phone) where phone is not null;
select interra.wall('person');
select interra.version_table('person');

alter table account add constraint account_person_fkey foreign key (person_id) references person (id);

-- When somebody arrived in Belgium, or that they said to be newly arrived. A correction supersedes, it never overwrites.
create table arrival_fact (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  arrived_on date,
  precision text not null check (precision in ('day', 'month', 'year', 'approximate', 'declared')),
  declared_on date,
  source text not null check (source in ('self', 'document', 'partner', 'staff')),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  superseded_at timestamptz,
  recorded_at timestamptz not null default now(),
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  check ((precision = 'declared') = (arrived_on is null)),
  check ((precision = 'declared') = (declared_on is not null))
);
create unique index arrival_fact_live on arrival_fact (person_id) where superseded_at is null;
select interra.wall('arrival_fact');
select interra.version_table('arrival_fact');

-- Level of a language on a day, by whom: a new assessment is a new row.
create table language_record (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  language text not null,
  level text not null check (level in ('unknown', 'A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
  assessed_by text not null check (assessed_by in ('self', 'staff', 'school')),
  assessed_on date not null,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id)
);
create index language_record_person on language_record (person_id, language, assessed_on desc);
select interra.wall('language_record');
select interra.version_table('language_record');

-- What somebody can pass on, loves, or wishes for.
create table person_interest (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  kind text not null check (kind in ('skill', 'passion', 'wish')),
  label text not null,
  category_term_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  removed_at timestamptz,
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (category_term_id, site_id) references taxonomy_term (id, site_id)
);
create index person_interest_person on person_interest (person_id) where removed_at is null;
create index person_interest_category on person_interest (site_id, category_term_id) where removed_at is null;
select interra.wall('person_interest');

-- Proof of what was shown, in which language, with whose help. Rows are added; withdrawal is a date.
create table consent (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  purpose text not null,
  given boolean not null,
  text_version text not null,
  language text not null,
  channel text not null check (channel in ('paper', 'oral', 'oral_interpreter', 'digital')),
  helped_by text,
  guardian_name text,
  collected_on date not null,
  collected_by uuid references account (id),
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id)
);
create index consent_person on consent (person_id, purpose, created_at desc);
select interra.wall('consent');

-- "These two are not the same person", remembered.
create table duplicate_decision (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  other_person_id uuid not null,
  same boolean not null,
  reason text,
  decided_by uuid references account (id),
  decided_at timestamptz not null default now(),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (other_person_id, site_id) references person (id, site_id),
  check (person_id < other_person_id),
  constraint duplicate_decision_pair_key unique (person_id, other_person_id)
);
select interra.wall('duplicate_decision');

-- Folded words to search by, see 0005_search.sql: comparing keeps its index under a row-level policy, LIKE and trigrams do
-- not.
create table search_word (
  site_id uuid not null references site (id),
  entity text not null check (entity in ('person', 'workshop', 'venue', 'partner')),
  entity_id uuid not null,
  -- a word of a name or title; what is not one is marked by its first character
  word text collate "C" not null,
  primary key (site_id, entity, word, entity_id)
);
create index search_word_entity on search_word (entity_id, word);
select interra.wall('search_word');
