-- Partners that refer people: their agents, agreements and keys, and the wall around what each of them may touch.

-- The partner whose key acts, and whether in the sandbox; null and false for everybody else.
create function interra.partner() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('interra.partner', true), '')::uuid $$;
create function interra.sandbox() returns boolean
  language sql stable parallel safe
  as $$ select coalesce(current_setting('interra.sandbox', true), '') = 'on' $$;
grant execute on function interra.partner(), interra.sandbox() to interra_app;

-- As wall(), for what a partner has a part in: a connection that acts for a partner has no site, so that it sees nothing
-- behind wall(), and of these tables its own rows alone, of the sandbox or not.
create function interra.partner_wall(walled regclass) returns void language plpgsql as $$
declare
  own text := 'partner_id = (select interra.partner())';
begin
  perform interra.wall(walled);
  if exists (select from pg_attribute where attrelid = walled and attname = 'is_test' and not attisdropped) then
    own := own || ' and is_test = (select interra.sandbox())';
  end if;
  execute format('alter policy wall on %1$s using (site_id = any ((select interra.sites())::uuid[]) or %2$s)'
    ' with check (site_id = any ((select interra.sites())::uuid[]) or %2$s)', walled, own);
end $$;
revoke execute on function interra.partner_wall(regclass) from public;

-- What a partner does is traced like what everybody does.
alter policy wall on audit_event with check (
  site_id is null or site_id = any ((select interra.sites())::uuid[]) or (select interra.partner()) is not null);

alter table partner add column address text, add column website text, add column note text;
alter policy wall on partner using (
  site_id = any ((select interra.sites())::uuid[]) or id = (select interra.partner()));

-- Who works there: whom one calls about a person they sent.
create table partner_agent (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  name text not null check (btrim(name) <> ''),
  role_title text,
  email text,
  phone text,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create index partner_agent_partner on partner_agent (partner_id);
create trigger touch before update on partner_agent for each row execute function interra.touch();
select interra.wall('partner_agent');

-- What was agreed with a partner. "Expired" and "expiring" are computed from the days.
create table agreement (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  status text not null default 'draft' check (status in ('draft', 'active', 'terminated')),
  starts_on date not null,
  ends_on date,
  signed_on date,
  signed_by text,
  -- what data may flow for: `referral`, `feedback`, `statistics`
  purposes text[] not null check (cardinality(purposes) > 0),
  obligations text,
  data_sharing_version text,
  ended_on date,
  end_reason text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  check (ends_on is null or ends_on >= starts_on),
  constraint agreement_signed check (status <> 'active' or (signed_on is not null and data_sharing_version is not null)),
  check ((status = 'terminated') = (ended_on is not null)),
  constraint agreement_one exclude using gist (
    partner_id with =, daterange(starts_on, coalesce(ends_on, 'infinity'), '[]') with &&) where (status = 'active')
);
create index agreement_partner on agreement (partner_id);
create trigger touch before update on agreement for each row execute function interra.touch();
select interra.partner_wall('agreement');
select interra.version_table('agreement');

-- Keys of programs. Only the hash is kept; `public_id` and `last_four` are what people tell keys apart by.
create table api_key (
  id uuid primary key,
  kind text not null check (kind in ('partner', 'reporting')),
  name text not null check (btrim(name) <> ''),
  partner_id uuid references partner (id),
  -- of a reporting key: the sites it reads; null for all
  site_ids uuid[],
  is_test boolean not null default false,
  public_id text not null unique check (public_id ~ '^[0-9A-Za-z]{8}$'),
  last_four text not null,
  secret_hash text not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  contact_email text,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  -- the network it was used from, without the last part of the address
  last_used_from text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  check ((kind = 'partner') = (partner_id is not null)),
  check (expires_at > created_at)
);
create index api_key_partner on api_key (partner_id);

-- Two live keys of a kind at most: the one that is used and the one that takes over.
create function api_key_two() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('api_key ' || new.partner_id, 0));
  if (select count(*) from api_key where partner_id = new.partner_id and is_test = new.is_test and id <> new.id
      and revoked_at is null and expires_at > new.created_at) >= 2 then
    raise exception 'two keys live' using errcode = 'check_violation', constraint = 'api_key_two';
  end if;
  return new;
end $$;
create trigger api_key_two before insert on api_key for each row
  when (new.kind = 'partner') execute function api_key_two();

-- What a program got for its key by OAuth2 client credentials (RFC 6749, 4.4).
create table access_token (
  token_hash text primary key,
  key_id uuid not null references api_key (id),
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index access_token_expires on access_token (expires_at);

-- The key behind a hash, with what its partner's agreement says on a day. It looks over all sites, within itself only.
create function interra.key_identity(hash text, at timestamptz, today date) returns table (
  id uuid, kind text, name text, scopes text[], site_ids uuid[], partner_id uuid, site_id uuid, is_test boolean,
  expired boolean, revoked boolean, agreed boolean, last_used_at timestamptz
) language plpgsql set interra.sites = '{}' set search_path = public, pg_temp as $$
begin
  perform set_config('interra.sites', coalesce((select array_agg(s.id)::text from site s), '{}'), true);
  return query
    with held as (
      select k.id as key_id, k.scopes, k.expires_at from api_key k where k.secret_hash = hash
      union all
      select t.key_id, t.scopes, t.expires_at from access_token t where t.token_hash = hash)
    select k.id, k.kind, k.name, h.scopes, k.site_ids, k.partner_id, p.site_id, k.is_test,
      least(h.expires_at, k.expires_at) <= at, k.revoked_at is not null,
      k.partner_id is null or (p.active and exists (select from agreement a where a.partner_id = k.partner_id
        and a.status = 'active' and a.starts_on <= today and coalesce(a.ends_on, today) >= today)),
      k.last_used_at
    from held h join api_key k on k.id = h.key_id left join partner p on p.id = k.partner_id;
end $$;
revoke execute on function interra.key_identity(text, timestamptz, date) from public;
grant execute on function interra.key_identity(text, timestamptz, date) to interra_app;
