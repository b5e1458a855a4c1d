-- Sites, accounts, rights, taxonomies and policies.

create table site (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null,
  time_zone text not null,
  active_from date not null,
  active_until date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create trigger touch before update on site for each row execute function interra.touch();

create table account (
  id uuid primary key,
  email text not null check (email = lower(email)),
  name text not null,
  locale text not null default 'fr',
  password_hash text,
  status text not null default 'invited' check (status in ('invited', 'active', 'disabled')),
  -- the member behind a guest account: a host sees the sessions that this person hosts
  person_id uuid,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint account_email_key unique (email)
);
create trigger touch before update on account for each row execute function interra.touch();

-- A right: role, on one site or all (null), in one programme or all (null), until a day for guests.
create table role_grant (
  id uuid primary key,
  account_id uuid not null references account (id),
  role text not null,
  on_site_id uuid references site (id),
  programme text,
  from_on date not null,
  until_on date,
  granted_by uuid references account (id),
  created_at timestamptz not null default now(),
  unique nulls not distinct (account_id, role, on_site_id, programme)
);
create index role_grant_account on role_grant (account_id);

create table account_session (
  id uuid primary key,
  token_hash text not null unique,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index account_session_account on account_session (account_id) where ended_at is null;

-- Invitation and reset links: the hash only, once, until a time.
create table account_link (
  id uuid primary key,
  account_id uuid not null references account (id),
  kind text not null check (kind in ('invite', 'reset')),
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Counted in PostgreSQL so that several copies of the service share the limit. Keys are hashes.
create table sign_in_attempt (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_key text not null,
  address_key text not null,
  succeeded boolean not null
);
create index sign_in_attempt_account on sign_in_attempt (account_key, at);
create index sign_in_attempt_address on sign_in_attempt (address_key, at);

-- A taxonomy is a list that the team of a site edits (workshop categories, channels): labels and validity, never code.
create table taxonomy_term (
  id uuid primary key,
  site_id uuid not null references site (id),
  taxonomy text not null check (taxonomy in ('workshop_category', 'channel')),
  code text not null check (code ~ '^[a-z][a-z0-9_]{0,40}$'),
  labels jsonb not null,
  position int not null,
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint taxonomy_term_code_key unique (site_id, taxonomy, code)
);
create trigger touch before update on taxonomy_term for each row execute function interra.touch();
select interra.wall('taxonomy_term');

-- A policy value in force from a day on; the row with the latest valid_from <= day wins. Rows are added, never changed.
create table policy (
  id uuid primary key,
  site_id uuid not null references site (id),
  key text not null,
  value jsonb not null,
  valid_from date not null,
  reason text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  constraint policy_day_key unique (site_id, key, valid_from)
);
select interra.wall('policy');
