-- The evenings themselves: series, sessions in wall time, places, registrations, attendance.

create table series (
  id uuid primary key,
  site_id uuid not null references site (id),
  workshop_id uuid not null,
  -- how often, in the words of the contract (SeriesRule); days and hours are wall time of the site
  rule jsonb not null check (jsonb_typeof(rule) = 'object'),
  starts_on date not null,
  starts_time time not null,
  ends_time time not null,
  until_on date not null,
  room_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (workshop_id, site_id) references workshop (id, site_id),
  foreign key (room_id, site_id) references room (id, site_id)
);
create index series_workshop on series (workshop_id);
create trigger touch before update on series for each row execute function interra.touch();
select interra.wall('series');

create table session (
  id uuid primary key,
  site_id uuid not null references site (id),
  workshop_id uuid not null,
  series_id uuid,
  -- the day the rule gives, kept when the session is moved on its own: a series never makes the same one twice
  original_on date,
  starts_on date not null,
  starts_time time not null,
  ends_time time not null,
  -- computed from the wall time and the zone of the site, see session_instants()
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  room_id uuid,
  status text not null default 'scheduled' check (status in ('scheduled', 'held', 'cancelled')),
  status_reason text,
  staff_required boolean not null default false,
  note text,
  attendance_closed_at timestamptz,
  atmosphere text check (atmosphere in ('good', 'mixed', 'difficult')),
  closing_note text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint session_series_day_key unique (series_id, original_on) deferrable,
  foreign key (workshop_id, site_id) references workshop (id, site_id),
  foreign key (series_id, site_id) references series (id, site_id),
  foreign key (room_id, site_id) references room (id, site_id),
  -- deferrable: while a series moves, one session may pass over the hour that the next one is leaving
  constraint session_room_free exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status <> 'cancelled' and room_id is not null) deferrable,
  check ((series_id is null) = (original_on is null)),
  check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours')
);
create index session_calendar on session (site_id, starts_at, id);
create index session_workshop on session (workshop_id, starts_at);
create index session_to_record on session (site_id, starts_at desc, id desc)
  where status <> 'cancelled' and attendance_closed_at is null;

-- Wall time decides: 18:00 stays 18:00 when the clock changes. The hour that the clock skips is refused.
create function session_instants() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  zone text;
  starts timestamp := new.starts_on + new.starts_time;
  ends timestamp := new.starts_on + new.ends_time;
begin
  select time_zone into strict zone from site where id = new.site_id;
  if ends <= starts then
    ends := ends + interval '1 day';
  end if;
  new.starts_at := starts at time zone zone;
  new.ends_at := ends at time zone zone;
  if (new.starts_at at time zone zone) <> starts or (new.ends_at at time zone zone) <> ends then
    raise exception 'time does not exist' using errcode = 'check_violation', constraint = 'session_time_exists';
  end if;
  return new;
end $$;
create trigger instants before insert or update of starts_on, starts_time, ends_time, site_id, starts_at, ends_at on session
  for each row execute function session_instants();
create trigger touch before update on session for each row execute function interra.touch();
select interra.wall('session');
select interra.version_table('session');

-- Places: a small row of its own, so that a registration locks nothing else and history does not swell.
-- docs/adr/0010-capacity-kept-by-a-counter-row.md says why.
create table session_seats (
  session_id uuid primary key,
  site_id uuid not null references site (id),
  capacity int not null check (capacity between 0 and 10000),
  -- confirmed and offered
  taken int not null default 0,
  waiting int not null default 0 check (waiting >= 0),
  foreign key (session_id, site_id) references session (id, site_id),
  constraint session_seats_taken check (taken between 0 and capacity)
) with (fillfactor = 50);
select interra.wall('session_seats');

-- Hosts of a session. `during` and `active` follow the session, so that nobody hosts two at once.
create table session_host (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('lead', 'co')),
  during tstzrange not null,
  active boolean not null,
  created_at timestamptz not null default now(),
  constraint session_host_key unique (session_id, person_id),
  foreign key (session_id, site_id) references session (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  constraint session_host_free exclude using gist (person_id with =, during with &&) where (active) deferrable
);
select interra.wall('session_host');

create function session_host_follows() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  select tstzrange(s.starts_at, s.ends_at), s.status <> 'cancelled' into strict new.during, new.active
  from session s where s.id = new.session_id;
  return new;
end $$;
create trigger follows before insert on session_host for each row execute function session_host_follows();

create function session_hosts_follow() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update session_host set during = tstzrange(new.starts_at, new.ends_at), active = new.status <> 'cancelled'
  where session_id = new.id;
  return null;
end $$;
create trigger hosts_follow after update of starts_at, ends_at, starts_on, starts_time, ends_time, status on session
  for each row execute function session_hosts_follow();

-- Staff at a session: planned, present, minutes given. Null is not recorded yet, which is not zero.
create table session_staff (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  account_id uuid not null references account (id),
  present boolean,
  minutes int check (minutes between 0 and 1440),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint session_staff_key unique (session_id, account_id),
  foreign key (session_id, site_id) references session (id, site_id)
);
create trigger touch before update on session_staff for each row execute function interra.touch();
select interra.wall('session_staff');
select interra.version_table('session_staff');

-- Moving is an event: old and new, why, who.
create table session_move (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  old_starts_at timestamptz not null,
  new_starts_at timestamptz not null,
  old_room_id uuid,
  new_room_id uuid,
  reason text,
  moved_by uuid references account (id),
  moved_at timestamptz not null default now(),
  foreign key (session_id, site_id) references session (id, site_id)
);
create index session_move_session on session_move (session_id, moved_at);
select interra.wall('session_move');

-- Closing and reopening the sheet.
create table sheet_event (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  act text not null check (act in ('closed', 'reopened')),
  reason text,
  done_by uuid references account (id),
  done_at timestamptz not null default now(),
  foreign key (session_id, site_id) references session (id, site_id),
  check (act <> 'reopened' or reason is not null)
);
create index sheet_event_session on sheet_event (session_id, done_at);
select interra.wall('sheet_event');

create table registration (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  person_id uuid not null,
  status text not null check (status in ('requested', 'confirmed', 'waitlisted', 'offered', 'declined', 'expired',
    'refused', 'cancelled_by_person', 'cancelled_by_org')),
  status_reason text,
  -- order of the waiting list: given once, by PostgreSQL
  place bigint generated always as identity,
  offered_until timestamptz,
  author_kind text not null check (author_kind in ('self', 'staff', 'partner', 'referral')),
  author_account_id uuid references account (id),
  author_partner_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (session_id, site_id) references session (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (author_partner_id, site_id) references partner (id, site_id),
  check ((status = 'offered') = (offered_until is not null)),
  check (author_kind <> 'partner' or author_partner_id is not null)
);
create unique index registration_live on registration (session_id, person_id)
  where status in ('requested', 'confirmed', 'waitlisted', 'offered');
create index registration_session on registration (session_id, status, place);
create index registration_person on registration (person_id, created_at desc);
create index registration_offers on registration (offered_until) where status = 'offered';
create trigger touch before update on registration for each row execute function interra.touch();
select interra.wall('registration');
select interra.version_table('registration');

-- Confirmed and offered places never exceed the capacity, whoever writes: the counter's row is the lock, its check the
-- rule. Every act on places locks that row first, so that two acts never wait for each other.
create function registration_seats() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  seats int := (new.status in ('confirmed', 'offered'))::int;
  waits int := (new.status = 'waitlisted')::int;
begin
  if tg_op = 'UPDATE' then
    seats := seats - (old.status in ('confirmed', 'offered'))::int;
    waits := waits - (old.status = 'waitlisted')::int;
  end if;
  if seats <> 0 or waits <> 0 then
    update session_seats set taken = taken + seats, waiting = waiting + waits where session_id = new.session_id;
    if not found then
      raise exception 'a session without places' using errcode = 'foreign_key_violation';
    end if;
    -- whoever cancels holds the same row first: seen from here, a cancelled session is always seen
    if seats + waits > 0 and exists (select from session where id = new.session_id and status = 'cancelled') then
      raise exception 'the session is cancelled' using errcode = 'check_violation', constraint = 'registration_session_open';
    end if;
  end if;
  return null;
end $$;
create trigger seats after insert or update of status on registration for each row execute function registration_seats();

-- One state per person and session; every observation that led to it is in attendance_mark.
create table attendance (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  person_id uuid not null,
  status text not null check (status in ('unknown', 'present', 'excused', 'unexcused')),
  part text not null default 'participant' check (part in ('participant', 'host', 'co_host')),
  walk_in boolean not null default false,
  observed_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint attendance_key unique (session_id, person_id),
  foreign key (session_id, site_id) references session (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id)
);
create index attendance_person on attendance (person_id, session_id);
create trigger touch before update on attendance for each row execute function interra.touch();
select interra.wall('attendance');
select interra.version_table('attendance');

-- What each phone saw, as sent: the id is the phone's, so a replay adds nothing. The later observation wins.
create table attendance_mark (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  person_id uuid not null,
  status text not null check (status in ('unknown', 'present', 'excused', 'unexcused')),
  walk_in boolean not null default false,
  observed_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid references account (id),
  foreign key (session_id, site_id) references session (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id)
);
create index attendance_mark_session on attendance_mark (session_id, person_id, observed_at);
select interra.wall('attendance_mark');

-- People who came and were not named: heads count in attendances, never in persons.
create table head_count (
  session_id uuid primary key,
  site_id uuid not null references site (id),
  heads int not null check (heads between 0 and 10000),
  observed_at timestamptz not null,
  recorded_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  foreign key (session_id, site_id) references session (id, site_id)
);
select interra.wall('head_count');
select interra.version_table('head_count');
