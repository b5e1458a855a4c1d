-- The last answer about a purpose is that of the last day on which somebody was asked, whenever it was entered: a form found
-- later overrules nothing that was said after it.
create or replace function interra.agreed(of_person uuid, about text) returns boolean
  language sql stable parallel safe set search_path = public, pg_temp
  as $$ select k.given and k.withdrawn_at is null from consent k
    where k.person_id = of_person and k.purpose = about order by k.collected_on desc, k.created_at desc, k.id desc limit 1 $$;

create or replace function testimony_consent_ended() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(interra.agreed(new.person_id, 'image_testimony'), false) then
    perform interra.withdraw_testimonies(new.person_id);
  end if;
  return null;
end $$;

-- Whatever moves a figure of a locked period is refused: the time of the team, presences at lessons, meetings of duos.
create function staff_unlocked() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.refuse_locked(s.site_id, s.starts_on) from session s
    where s.id = coalesce(new.session_id, old.session_id) and s.status = 'held';
  return coalesce(new, old);
end $$;
create trigger unlocked before insert or update or delete on session_staff
  for each row execute function staff_unlocked();

create function presence_unlocked() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.refuse_locked(l.site_id, l.starts_on) from course_session l
    where l.id = coalesce(new.course_session_id, old.course_session_id);
  return coalesce(new, old);
end $$;
create trigger unlocked before insert or update or delete on course_presence
  for each row execute function presence_unlocked();

create function meeting_unlocked() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then perform interra.refuse_locked(old.site_id, old.met_on); end if;
  if tg_op <> 'DELETE' then perform interra.refuse_locked(new.site_id, new.met_on); end if;
  return coalesce(new, old);
end $$;
create trigger unlocked before insert or update of met_on, minutes, mode, removed_at or delete on duo_meeting
  for each row execute function meeting_unlocked();

-- A mark that is being written is there before its period is locked, or is refused after it: never in between, unseen.
create or replace function interra.refuse_locked(site uuid, day date) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('period ' || site, 0));
  if exists (select from period_lock where site_id = site and reopened_at is null and from_on <= day and day < to_on) then
    raise exception 'the period is locked' using errcode = 'check_violation', constraint = 'period_locked';
  end if;
end $$;
create function period_lock_waits() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('period ' || new.site_id, 0));
  return new;
end $$;
create trigger waits before insert on period_lock for each row execute function period_lock_waits();

-- A millisecond before: whoever began on the very millisecond is not known yet either.
create or replace function interra.settled_at() returns timestamptz
  language sql volatile security definer set search_path = pg_catalog, pg_temp
  as $$ select date_trunc('milliseconds', least(clock_timestamp(), min(xact_start))) - interval '1 millisecond'
    from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend' $$;
