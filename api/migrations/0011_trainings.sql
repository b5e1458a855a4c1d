-- Trainings: courses of several sessions, who follows them, numbered attestations, what was learned; awareness actions.
-- docs/adr/0023-trainings.md says why.

-- The rule that a new site starts with, for the sites there are.
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
insert into policy (id, site_id, key, value, starts_on)
select gen_random_uuid(), s.id, 'host_training_required', 'false'::jsonb, '1900-01-01' from site s
on conflict do nothing;

create table course (
  id uuid primary key,
  site_id uuid not null references site (id),
  kind text not null check (kind in ('intercultural', 'host', 'entrepreneurship', 'other')),
  title text not null,
  about text,
  format text not null default 'collective' check (format in ('collective', 'individual')),
  audiences text[] not null default '{}'
    check (audiences <@ array['members', 'hosts', 'partner_staff', 'public']),
  languages text[] not null default '{}',
  -- per cent of the minutes planned, from which somebody has followed it
  completion_share int not null default 80 check (completion_share between 1 and 100),
  -- null: an attestation holds for ever
  valid_months int check (valid_months between 1 and 240),
  -- who follows it again within so many days before the end loses none of them
  renewal_days int not null default 90 check (renewal_days between 0 and 730),
  status text not null default 'draft' check (status in ('draft', 'open', 'closed')),
  status_since timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id)
);
create index course_list on course (site_id, status, created_at desc, id desc);
create trigger touch before update on course for each row execute function interra.touch();
select interra.wall('course');
select interra.version_table('course');

create table course_session (
  id uuid primary key,
  site_id uuid not null references site (id),
  course_id uuid not null,
  starts_on date not null,
  starts_time time not null,
  ends_time time not null,
  -- computed from the wall time and the zone of the site, see session_instants()
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- what counts: the whole time unless somebody says less (a break)
  minutes int not null check (minutes > 0),
  room_id uuid,
  trainer text,
  status text not null default 'scheduled' check (status in ('scheduled', 'cancelled')),
  status_reason text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (id, course_id, site_id),
  foreign key (course_id, site_id) references course (id, site_id),
  foreign key (room_id, site_id) references room (id, site_id),
  constraint course_session_room_free exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status <> 'cancelled' and room_id is not null),
  constraint course_session_length check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
  constraint course_session_minutes check (minutes <= extract(epoch from ends_at - starts_at) / 60)
);
create index course_session_course on course_session (course_id, starts_at);
create trigger instants before insert or update of starts_on, starts_time, ends_time, site_id, starts_at, ends_at
  on course_session for each row execute function session_instants();

-- Runs after `instants`, by its name.
create function course_session_minutes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.minutes := coalesce(new.minutes, extract(epoch from new.ends_at - new.starts_at) / 60);
  -- the room of an evening of a workshop is taken as well
  if new.status <> 'cancelled' and exists (select from session s where s.room_id = new.room_id
      and s.status <> 'cancelled' and tstzrange(s.starts_at, s.ends_at) && tstzrange(new.starts_at, new.ends_at)) then
    raise exception 'the room is taken' using errcode = 'exclusion_violation', constraint = 'course_session_room_free';
  end if;
  return new;
end $$;
create trigger minutes before insert or update on course_session
  for each row execute function course_session_minutes();
-- and the other way round
create function session_beside_courses() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from course_session s where s.room_id = new.room_id and s.status <> 'cancelled'
      and tstzrange(s.starts_at, s.ends_at) && tstzrange(new.starts_at, new.ends_at)) then
    raise exception 'the room is taken' using errcode = 'exclusion_violation', constraint = 'session_room_free';
  end if;
  return new;
end $$;
-- after `instants`, by its name
create trigger room_of_courses before insert or update of room_id, starts_on, starts_time, ends_time, starts_at, ends_at, status
  on session for each row when (new.room_id is not null and new.status <> 'cancelled')
  execute function session_beside_courses();
create trigger touch before update on course_session for each row execute function interra.touch();
select interra.wall('course_session');
select interra.version_table('course_session');

-- Who follows a course: a member, or somebody of a partner's staff, who is counted by organisation and is no member.
create table enrolment (
  id uuid primary key,
  site_id uuid not null references site (id),
  course_id uuid not null,
  person_id uuid,
  partner_id uuid,
  staff_name text,
  enrolled_at timestamptz not null default now(),
  enrolled_by uuid references account (id),
  withdrawn_at timestamptz,
  withdrawal_reason text,
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (id, course_id, site_id),
  foreign key (course_id, site_id) references course (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  check ((person_id is null) <> (partner_id is null)),
  check ((partner_id is null) = (staff_name is null))
);
create unique index enrolment_member_live on enrolment (course_id, person_id)
  where withdrawn_at is null and person_id is not null;
create unique index enrolment_staff_live on enrolment (course_id, partner_id, lower(staff_name))
  where withdrawn_at is null and partner_id is not null;
create index enrolment_person on enrolment (person_id) where person_id is not null;
create trigger touch before update on enrolment for each row execute function interra.touch();
select interra.wall('enrolment');
select interra.version_table('enrolment');

-- Minutes that somebody was there; no row: nobody said. One site and one course, whoever writes.
create table course_presence (
  enrolment_id uuid not null,
  course_session_id uuid not null,
  course_id uuid not null,
  site_id uuid not null references site (id),
  minutes int not null check (minutes between 0 and 1440),
  recorded_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  primary key (enrolment_id, course_session_id),
  foreign key (enrolment_id, course_id, site_id) references enrolment (id, course_id, site_id),
  foreign key (course_session_id, course_id, site_id) references course_session (id, course_id, site_id)
);
create index course_presence_session on course_presence (course_session_id);
select interra.wall('course_presence');
select interra.version_table('course_presence');

-- The last number given, for each site and year: the row is the lock, so that a number is given once and an act that
-- fails gives it back.
create table attestation_series (
  site_id uuid not null references site (id),
  year int not null,
  last int not null,
  primary key (site_id, year)
);
select interra.wall('attestation_series');
revoke insert, update, delete on attestation_series from interra_app;

-- What was attested, as it was on that day: printed again, it says the same. Only its revocation is added.
create table attestation (
  id uuid primary key,
  site_id uuid not null references site (id),
  -- given by attestation_number(): LIEGE-2026-0001
  number text not null,
  course_id uuid not null,
  enrolment_id uuid not null,
  person_id uuid,
  kind text not null check (kind in ('intercultural', 'host', 'entrepreneurship', 'other')),
  title text not null,
  holder text not null,
  minutes int not null check (minutes > 0),
  planned_minutes int not null,
  starts_on date not null,
  completed_on date not null,
  issued_on date not null,
  -- last day; null: for ever
  valid_until date,
  issued_by uuid references account (id),
  revoked_on date,
  revoked_by uuid references account (id),
  revocation_reason text,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint attestation_number_key unique (site_id, number),
  foreign key (course_id, site_id) references course (id, site_id),
  foreign key (enrolment_id, course_id, site_id) references enrolment (id, course_id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  check (completed_on >= starts_on and issued_on >= completed_on),
  check (valid_until is null or valid_until >= completed_on),
  check ((revoked_on is null) = (revocation_reason is null))
);
create unique index attestation_live on attestation (enrolment_id) where revoked_on is null;
create index attestation_course on attestation (course_id);
create index attestation_person on attestation (person_id, kind) where person_id is not null;

-- Numbers without a gap: whoever inserts gets the next one, and keeps others waiting until the transaction ends.
create function attestation_number() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  series int := extract(year from new.issued_on);
  given int;
begin
  insert into attestation_series as s (site_id, year, last) values (new.site_id, series, 1)
  on conflict (site_id, year) do update set last = s.last + 1 returning s.last into given;
  select upper(site.code) || '-' || series || '-' || lpad(given::text, greatest(4, length(given::text)), '0')
  into strict new.number from site where site.id = new.site_id;
  return new;
end $$;
create trigger number before insert on attestation for each row execute function attestation_number();
create trigger touch before update on attestation for each row execute function interra.touch();
select interra.wall('attestation');
select interra.version_table('attestation');
revoke update, delete on attestation from interra_app;
grant update (revoked_on, revoked_by, revocation_reason) on attestation to interra_app;

-- The same short questions before and after, from 1 to 5.
create table learning_answer (
  enrolment_id uuid not null,
  site_id uuid not null references site (id),
  moment text not null check (moment in ('then', 'now')),
  question text not null check (question in ('understand', 'communicate', 'act')),
  value int not null check (value between 1 and 5),
  recorded_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  primary key (enrolment_id, moment, question),
  foreign key (enrolment_id, site_id) references enrolment (id, site_id)
);
select interra.wall('learning_answer');
select interra.version_table('learning_answer');

-- Talks, schools, stands: heads, never persons.
create table awareness_action (
  id uuid primary key,
  site_id uuid not null references site (id),
  kind text not null check (kind in ('talk', 'school', 'stand', 'other')),
  title text not null,
  held_on date not null,
  place text,
  partner_id uuid,
  note text,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create index awareness_action_list on awareness_action (site_id, held_on desc, id desc) where removed_at is null;
create trigger touch before update on awareness_action for each row execute function interra.touch();
select interra.wall('awareness_action');
select interra.version_table('awareness_action');

create table awareness_heads (
  awareness_action_id uuid not null,
  site_id uuid not null references site (id),
  audience text not null check (audience in ('pupils', 'students', 'professionals', 'public')),
  heads int not null check (heads between 1 and 100000),
  recorded_at timestamptz not null default now(),
  primary key (awareness_action_id, audience),
  foreign key (awareness_action_id, site_id) references awareness_action (id, site_id)
);
select interra.wall('awareness_heads');
select interra.version_table('awareness_heads');

-- The one definition of "trained", for duos, workshops and proposals: an attestation of that kind that holds on the day.
create function interra.is_trained(person uuid, kind text, on_day date) returns boolean
  language sql stable parallel safe
  as $$ select exists (select from public.attestation a
    where a.person_id = is_trained.person and a.kind = is_trained.kind and a.completed_on <= is_trained.on_day
      and (a.valid_until is null or a.valid_until >= is_trained.on_day)
      and (a.revoked_on is null or a.revoked_on > is_trained.on_day)) $$;
grant execute on function interra.is_trained(uuid, text, date) to interra_app;
