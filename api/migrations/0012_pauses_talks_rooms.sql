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
update duo set paused_on = updated_at::date where status = 'paused';

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
