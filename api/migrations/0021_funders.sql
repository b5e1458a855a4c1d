-- Funders, what they grant, what is aimed at, and which activities are theirs in which shares. docs/adr/0029-funders.md says why.

create table funder (
  id uuid primary key,
  site_id uuid not null references site (id),
  name text not null check (btrim(name) <> ''),
  kind text not null check (kind in ('region', 'community', 'city', 'welfare_centre', 'federal', 'european', 'foundation',
    'company', 'own', 'other')),
  -- the frame whose words its reports use
  frame text check (frame in ('ili', 'city', 'fwb', 'social_economy', 'esf', 'amif')),
  -- where it counts citizens of Iceland, Liechtenstein, Norway and Switzerland
  eea_ch_as text not null default 'third_country' check (eea_ch_as in ('eu', 'third_country')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint funder_name_key unique (site_id, name)
);
create trigger touch before update on funder for each row execute function interra.touch();
select interra.wall('funder');
select interra.version_table('funder');

-- Those of one funder, or of several, may overlap.
create table funder_grant (
  id uuid primary key,
  site_id uuid not null references site (id),
  funder_id uuid not null,
  reference text not null check (btrim(reference) <> ''),
  starts_on date not null,
  -- last day
  ends_on date not null,
  amount_cents bigint not null check (amount_cents between 0 and 100000000000),
  programmes text[] not null check (cardinality(programmes) > 0
    and programmes <@ array['interact', 'duo2change', 'training', 'interlab']),
  status text not null default 'asked' check (status in ('asked', 'granted', 'refused', 'closed')),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (funder_id, site_id) references funder (id, site_id),
  constraint funder_grant_period check (ends_on >= starts_on)
);
create index funder_grant_funder on funder_grant (funder_id);
create trigger touch before update on funder_grant for each row execute function interra.touch();
select interra.wall('funder_grant');
select interra.version_table('funder_grant');

-- "50 duos by the end of June": counted from the first day of the grant.
create table grant_target (
  id uuid primary key,
  site_id uuid not null references site (id),
  grant_id uuid not null,
  indicator_id text not null check (indicator_id ~ '^[A-Z]{3}-[0-9]{2}$'),
  target double precision not null check (target > 0),
  due_on date not null,
  recorded_at timestamptz not null default now(),
  unique (id, site_id),
  constraint grant_target_key unique (grant_id, indicator_id, due_on),
  foreign key (grant_id, site_id) references funder_grant (id, site_id)
);
select interra.wall('grant_target');
select interra.version_table('grant_target');

-- Whose an activity is, for some time. What has no row of its own (duos) is shared as a whole programme.
create table allocation (
  id uuid primary key,
  site_id uuid not null references site (id),
  workshop_id uuid,
  course_id uuid,
  cohort_id uuid,
  programme text check (programme = 'duo2change'),
  starts_on date not null,
  -- last day
  ends_on date not null,
  -- of ten thousand
  unallocated int not null default 10000 check (unallocated between 0 and 10000),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (workshop_id, site_id) references workshop (id, site_id),
  foreign key (course_id, site_id) references course (id, site_id),
  foreign key (cohort_id, site_id) references interlab_cohort (id, site_id),
  constraint allocation_one_activity check (num_nonnulls(workshop_id, course_id, cohort_id, programme) = 1),
  constraint allocation_period check (ends_on >= starts_on),
  -- an activity is shared once on each day
  constraint allocation_once exclude using gist
    ((coalesce(workshop_id, course_id, cohort_id, site_id)) with =, daterange(starts_on, ends_on, '[]') with &&)
);
create index allocation_list on allocation (site_id, starts_on desc, id desc);
create trigger touch before update on allocation for each row execute function interra.touch();
select interra.wall('allocation');
select interra.version_table('allocation');

create table allocation_share (
  allocation_id uuid not null,
  grant_id uuid not null,
  site_id uuid not null references site (id),
  -- of ten thousand
  share int not null check (share between 1 and 10000),
  recorded_at timestamptz not null default now(),
  primary key (allocation_id, grant_id),
  foreign key (allocation_id, site_id) references allocation (id, site_id),
  foreign key (grant_id, site_id) references funder_grant (id, site_id)
);
create index allocation_share_grant on allocation_share (grant_id);
select interra.wall('allocation_share');
select interra.version_table('allocation_share');

-- Shares and the rest are the whole, and a grant pays within its period and programmes only; asked when all of it is written.
create function interra.allocation_valid(checked uuid) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from allocation a where a.id = checked and a.unallocated
      + (select coalesce(sum(s.share), 0) from allocation_share s where s.allocation_id = a.id) <> 10000) then
    raise exception 'not the whole' using errcode = 'check_violation', constraint = 'allocation_whole';
  end if;
  if exists (select from allocation a join allocation_share s on s.allocation_id = a.id
      join funder_grant g on g.id = s.grant_id
      where a.id = checked and (g.status not in ('granted', 'closed')
        or a.starts_on < g.starts_on or a.ends_on > g.ends_on
        or not g.programmes @> array[case when a.workshop_id is not null then 'interact' when a.course_id is not null then 'training'
          when a.cohort_id is not null then 'interlab' else a.programme end])) then
    raise exception 'outside the grant' using errcode = 'check_violation', constraint = 'allocation_within_grant';
  end if;
end $$;
create function allocation_valid() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.allocation_valid(new.id);
  return null;
end $$;
create function allocation_share_valid() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    perform interra.allocation_valid(old.allocation_id);
  end if;
  if tg_op <> 'DELETE' then
    perform interra.allocation_valid(new.allocation_id);
  end if;
  return null;
end $$;
create function funder_grant_valid() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.allocation_valid(s.allocation_id) from allocation_share s where s.grant_id = new.id;
  return null;
end $$;
create constraint trigger allocation_valid after insert or update on allocation deferrable initially deferred
  for each row execute function allocation_valid();
create constraint trigger allocation_share_valid after insert or update or delete on allocation_share
  deferrable initially deferred for each row execute function allocation_share_valid();
create constraint trigger funder_grant_valid after update on funder_grant deferrable initially deferred
  for each row execute function funder_grant_valid();
-- A share is written while its grant stands still.
create function allocation_share_holds() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform from funder_grant where id = new.grant_id for share;
  return new;
end $$;
create trigger holds before insert or update on allocation_share for each row execute function allocation_share_holds();
