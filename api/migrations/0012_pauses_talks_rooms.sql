-- Pauses and talks of duos, and rooms under two writers at once.

-- Nobody meets during a pause: the days of pauses that are over, and the first of the one that lasts.
alter table duo add column paused_on date;
alter table duo add column paused_days int not null default 0 check (paused_days >= 0);
alter table duo add constraint duo_paused_on check (paused_on is null or status = 'paused');
-- After a mismatch somebody talks with each of the two before they get another duo.
alter table duo add column newcomer_talked_on date;
alter table duo add column local_talked_on date;
select interra.version_table('duo');
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
-- it became paused when the last state that was no pause ended; who changed it since is of no matter
update duo d set paused_on = (coalesce((select max(h.recorded_to) from history.duo h
    where h.id = d.id and h.status <> 'paused'), d.updated_at) at time zone s.time_zone)::date
from site s where s.id = d.site_id and d.status = 'paused';
-- whoever cooled off before this rule came is in the pool already, and is not called out of it
update duo d set newcomer_talked_on = d.ended_on, local_talked_on = d.ended_on
from site s where s.id = d.site_id and d.status = 'ended_early' and d.end_reason in ('mismatch', 'communication')
  and d.ended_on + 30 <= (now() at time zone s.time_zone)::date;

-- No duo is active before a first meeting that somebody of the team hosted (C7), whoever writes.
create function duo_hosted() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'no host at the first meeting' using errcode = 'check_violation', constraint = 'duo_hosted';
end $$;
create trigger hosted after update of status on duo for each row
  when (old.status = 'first_meeting' and new.status = 'active' and new.first_meeting_host_id is null)
  execute function duo_hosted();

-- Whoever takes a room waits for others who take it: courses and evenings of workshops cannot see each other's rows before
-- they are committed, and no constraint reaches over two tables.
create function interra.hold_room(room uuid) returns void language sql
  as $$ select pg_advisory_xact_lock(hashtextextended('room:' || room, 0)) $$;
grant execute on function interra.hold_room(uuid) to interra_app;

create or replace function course_session_minutes() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  new.minutes := coalesce(new.minutes, extract(epoch from new.ends_at - new.starts_at) / 60);
  if new.status = 'cancelled' or new.room_id is null then return new; end if;
  perform interra.hold_room(new.room_id);
  -- the room of an evening of a workshop is taken as well
  if exists (select from session s where s.room_id = new.room_id
      and s.status <> 'cancelled' and tstzrange(s.starts_at, s.ends_at) && tstzrange(new.starts_at, new.ends_at)) then
    raise exception 'the room is taken' using errcode = 'exclusion_violation', constraint = 'course_session_room_free';
  end if;
  return new;
end $$;

create or replace function session_beside_courses() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.hold_room(new.room_id);
  if exists (select from course_session s where s.room_id = new.room_id and s.status <> 'cancelled'
      and tstzrange(s.starts_at, s.ends_at) && tstzrange(new.starts_at, new.ends_at)) then
    raise exception 'the room is taken' using errcode = 'exclusion_violation', constraint = 'session_room_free';
  end if;
  return new;
end $$;
