-- Frozen reports: what figures read is known at every instant, a report keeps the bytes it had, periods are locked.

-- What figures read and had no versions. What was there before is taken as always known: there is no telling since when.
create function interra.version_late(versioned regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s add column recorded_at timestamptz not null default ''1970-01-01Z''', versioned);
  execute format('alter table %s alter column recorded_at set default now()', versioned);
  perform interra.version_table(versioned);
end $$;
select interra.version_late(late) from unnest(array['site', 'session_host', 'partner', 'taxonomy_term', 'proposal_host',
  'venue', 'incubation_stage', 'survey_wave_instrument']::regclass[]) late;
drop function interra.version_late(regclass);

-- The steps of a referral are only ever added: those that had been taken by then.
create view as_known.referral_event with (security_invoker = true) as
  select id, site_id, partner_id, is_test, referral_id, seq, from_status, to_status, partner_status, at, actor_kind
  from referral_event where at <= interra.as_known();
grant select on as_known.referral_event to interra_app;

-- Everything that was being written began after this instant: what is read as known then never changes. Runs as the owner,
-- who sees the transactions of others.
create function interra.settled_at() returns timestamptz
  language sql volatile security definer set search_path = pg_catalog, pg_temp
  as $$ select date_trunc('milliseconds', least(clock_timestamp(), min(xact_start)))
    from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend' $$;
revoke execute on function interra.settled_at() from public;
grant execute on function interra.settled_at() to interra_app;

create table report (
  id uuid primary key,
  site_id uuid not null references site (id),
  title text not null,
  template text,
  from_on date not null,
  to_on date not null,
  level text not null check (level in ('internal_case', 'internal_report', 'external')),
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  status text not null default 'draft' check (status in ('draft', 'frozen', 'published', 'withdrawn')),
  as_known_at timestamptz,
  -- the very bytes, in UTF-8
  content text,
  sha256 text,
  frozen_by uuid references account (id),
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint report_period check (from_on < to_on),
  constraint report_hash check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  check ((content is null) = (sha256 is null) and (content is null) = (as_known_at is null)),
  check (status not in ('frozen', 'published') or content is not null),
  check ((published_at is not null) or status <> 'published'),
  check ((status = 'withdrawn') = (withdrawn_at is not null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
create trigger touch before update on report for each row execute function interra.touch();
create index report_list on report (site_id, created_at desc, id desc);
select interra.wall('report');

-- Frozen is frozen: afterwards a report is given to others or taken back, and nothing else of it changes.
create function report_stays() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  moving text[] := array['status', 'published_at', 'withdrawn_at', 'withdrawn_reason', 'updated_at', 'version'];
begin
  if tg_op = 'DELETE' then
    if old.status = 'draft' then return old; end if;
  elsif old.status = 'draft' and new.status in ('draft', 'frozen', 'withdrawn') then
    return new;
  elsif to_jsonb(old) - moving = to_jsonb(new) - moving
    and (old.published_at is null or old.published_at = new.published_at)
    and ((old.status, new.status) in (('frozen', 'published'), ('frozen', 'withdrawn'), ('published', 'withdrawn'))) then
    return new;
  end if;
  raise exception 'a frozen report does not change' using errcode = 'check_violation', constraint = 'report_frozen';
end $$;
create trigger stays before update or delete on report for each row execute function report_stays();

-- A period of a site that is locked: who came is not changed until it is reopened.
create table period_lock (
  id uuid primary key,
  site_id uuid not null references site (id),
  from_on date not null,
  to_on date not null,
  locked_at timestamptz not null default now(),
  locked_by uuid references account (id),
  reopened_at timestamptz,
  reopened_by uuid references account (id),
  reopened_reason text,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint period_lock_period check (from_on < to_on),
  check ((reopened_at is null) = (reopened_reason is null)),
  constraint period_lock_once exclude using gist (site_id with =, daterange(from_on, to_on) with &&)
    where (reopened_at is null)
);
create trigger touch before update on period_lock for each row execute function interra.touch();
select interra.wall('period_lock');

create function interra.refuse_locked(site uuid, day date) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from period_lock where site_id = site and reopened_at is null and from_on <= day and day < to_on) then
    raise exception 'the period is locked' using errcode = 'check_violation', constraint = 'period_locked';
  end if;
end $$;
grant execute on function interra.refuse_locked(uuid, date) to interra_app;

create function sheet_unlocked() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform interra.refuse_locked(s.site_id, s.starts_on) from session s where s.id = old.session_id;
    return old;
  end if;
  perform interra.refuse_locked(s.site_id, s.starts_on) from session s where s.id = new.session_id;
  return new;
end $$;
create trigger unlocked before insert or update or delete on attendance
  for each row execute function sheet_unlocked();
create trigger unlocked before insert or update or delete on head_count
  for each row execute function sheet_unlocked();

create function session_unlocked() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.refuse_locked(old.site_id, old.starts_on);
  perform interra.refuse_locked(new.site_id, new.starts_on);
  return new;
end $$;
create trigger unlocked before update of status, starts_on, starts_time, ends_time, attendance_closed_at on session
  for each row when (old.status = 'held' or new.status = 'held') execute function session_unlocked();
