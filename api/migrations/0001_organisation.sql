-- Sites, accounts, rights, taxonomies and policies.

create table site (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null,
  time_zone text not null,
  opens_on date not null,
  -- last day
  closes_on date check (closes_on >= opens_on),
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
-- signing in is no change to the record that others read and edit
create trigger touch before update of email, name, status, person_id, version on account
  for each row execute function interra.touch();

-- A right: role, on one site or all (null), in one programme or all (null), until a day for guests.
create table role_grant (
  id uuid primary key,
  account_id uuid not null references account (id),
  role text not null,
  on_site_id uuid references site (id),
  programme text,
  starts_on date not null,
  -- last day
  expires_on date check (expires_on >= starts_on),
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
  starts_on date not null,
  -- last day on which it may be chosen; what carries it keeps it
  ends_on date check (ends_on >= starts_on),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint taxonomy_term_code_key unique (site_id, taxonomy, code)
);
create trigger touch before update on taxonomy_term for each row execute function interra.touch();
select interra.wall('taxonomy_term');

-- A policy value in force from a day on; the row with the latest starts_on <= day wins. Rows are added, never changed.
create table policy (
  id uuid primary key,
  site_id uuid not null references site (id),
  key text not null,
  value jsonb not null,
  starts_on date not null,
  reason text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  constraint policy_day_key unique (site_id, key, starts_on)
);
select interra.wall('policy');
select interra.version_table('policy');

-- One active admin of everything stays, also when two admins remove each other at the same moment: the second one waits
-- for the first and then sees what it did.
create function interra.keep_an_admin() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'account' and not exists (
    select from role_grant
    where account_id = old.id and role = 'admin' and on_site_id is null and programme is null and expires_on is null)
  then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('interra.keep_an_admin', 0));
  if not exists (
    select from role_grant g join account a on a.id = g.account_id
    where g.role = 'admin' and g.on_site_id is null and g.programme is null and g.expires_on is null
      and a.status = 'active')
  then
    raise exception 'no admin would be left' using errcode = 'check_violation', constraint = 'last_admin';
  end if;
  return null;
end $$;
create trigger keep_an_admin after delete or update on role_grant for each row
  when (old.role = 'admin' and old.on_site_id is null and old.programme is null and old.expires_on is null)
  execute function interra.keep_an_admin();
create trigger keep_an_admin after update of status on account for each row
  when (old.status = 'active' and new.status <> 'active')
  execute function interra.keep_an_admin();
