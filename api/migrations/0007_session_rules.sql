-- What a session may be, said by wall time and by who came.

-- A session lasts less than a day of the clock on the wall. On the night when the clock goes back an hour, that may be
-- more than 24 hours of time. Sessions that are there already stay as they are.
alter table session drop constraint session_check1;
alter table session add constraint session_in_order check (ends_at > starts_at);
create function has_length() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'no length' using errcode = 'check_violation', constraint = tg_argv[0];
end $$;
create trigger has_length before insert on session for each row when (new.ends_time = new.starts_time)
  execute function has_length('session_has_length');
create trigger has_length before insert on series for each row when (new.ends_time = new.starts_time)
  execute function has_length('series_has_length');
-- one that is there already may be changed in all but its times, or get a length
create trigger keeps_length before update on session for each row
  when (new.ends_time = new.starts_time
    and (new.starts_time, new.ends_time) is distinct from (old.starts_time, old.ends_time))
  execute function has_length('session_has_length');
create trigger keeps_length before update on series for each row
  when (new.ends_time = new.starts_time
    and (new.starts_time, new.ends_time) is distinct from (old.starts_time, old.ends_time))
  execute function has_length('series_has_length');

-- Where people came, a session took place: it is not cancelled before the sheet says otherwise.
create function session_without_presences() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from attendance where session_id = new.id and status = 'present')
    or exists (select from head_count where session_id = new.id and heads > 0) then
    raise exception 'people came' using errcode = 'check_violation', constraint = 'session_without_presences';
  end if;
  return new;
end $$;
create trigger without_presences before update of status on session
  for each row when (new.status = 'cancelled' and old.status <> 'cancelled')
  execute function session_without_presences();

-- An offer never outlasts the beginning of its session. The places are locked first, as by every act on them.
create function session_offers_follow() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform from session_seats where session_id = new.id for no key update;
  update registration set offered_until = new.starts_at
  where session_id = new.id and status = 'offered' and offered_until > new.starts_at;
  return null;
end $$;
create trigger offers_follow after update of starts_on, starts_time, starts_at on session
  for each row when (new.starts_at < old.starts_at)
  execute function session_offers_follow();

-- An answer that is kept for a replay is given again only to who still reads all the sites it was made for.
alter table idempotency_key add column site_ids uuid[] not null default '{}';

-- A link that opens something is for its reader alone: it does not outlive the sending, nor the last try.
alter table outbox_message no force row level security;
update outbox_message set payload = payload - 'link' where status in ('failed', 'cancelled', 'not_reachable');
alter table outbox_message force row level security;
