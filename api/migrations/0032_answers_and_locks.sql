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
