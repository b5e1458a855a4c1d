-- Paths: stages, strengths and needs, coaching, services, milestones, coworking. The tables beside `incubation`.

-- Each stage that an incubation came to, with its day: the launch of somebody who paused afterwards stays known.
create table incubation_stage (
  id uuid primary key,
  site_id uuid not null references site (id),
  incubation_id uuid not null,
  stage text not null check (stage in ('incubation', 'pre_launch', 'launched', 'alumni', 'paused', 'stopped',
    'employed_instead')),
  since_on date not null,
  reason text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  foreign key (incubation_id, site_id) references incubation (id, site_id)
);
create index incubation_stage_incubation on incubation_stage (incubation_id, created_at);
select interra.wall('incubation_stage');

create function incubation_stage_noted() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or new.stage is distinct from old.stage then
    insert into incubation_stage (id, site_id, incubation_id, stage, since_on, reason, created_by)
    values (gen_random_uuid(), new.site_id, new.id, new.stage, new.stage_since, new.stage_reason,
      case when current_setting('interra.actor_kind', true) = 'account' then interra.actor() end);
  end if;
  return null;
end $$;
create trigger stage_noted after insert or update of stage on incubation
  for each row execute function incubation_stage_noted();

-- Somebody stands around an incubation on its days only.
create function circle_within_incubation() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from incubation i where i.id = new.incubation_id
      and (new.starts_on < i.starts_on or new.starts_on > i.ends_on or new.ends_on > i.ends_on)) then
    raise exception 'outside the incubation' using errcode = 'check_violation', constraint = 'circle_member_within';
  end if;
  return new;
end $$;
create trigger within before insert or update of starts_on, ends_on on circle_member
  for each row execute function circle_within_incubation();

-- A door that somebody of the circle opened from their own address book: to whom is an organisation or a role.
create table circle_opening (
  id uuid primary key,
  site_id uuid not null references site (id),
  incubation_id uuid not null,
  circle_member_id uuid not null,
  to_whom text not null constraint circle_opening_to_whom check (btrim(to_whom) <> ''),
  for_what text not null constraint circle_opening_for_what check (btrim(for_what) <> ''),
  opened_on date not null,
  outcome text not null default 'unknown' check (outcome in ('unknown', 'met', 'useful', 'nothing')),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  constraint circle_opening_member foreign key (circle_member_id, incubation_id, site_id)
    references circle_member (id, incubation_id, site_id)
);
create index circle_opening_list on circle_opening (incubation_id, opened_on desc);
create index circle_opening_of on circle_opening (circle_member_id);
create trigger touch before update on circle_opening for each row execute function interra.touch();
select interra.wall('circle_opening');
select interra.version_table('circle_opening');

-- On a day on which they stand in the circle; and who opened a door on a day was there on it.
create function opening_within_days() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from circle_member c join incubation i on i.id = c.incubation_id where c.id = new.circle_member_id
      and not coalesce(new.opened_on between c.starts_on and least(c.ends_on, i.ends_on), false)) then
    raise exception 'not in the circle that day' using errcode = 'check_violation',
      constraint = 'circle_opening_within';
  end if;
  return new;
end $$;
create trigger within before insert or update of opened_on, circle_member_id on circle_opening
  for each row execute function opening_within_days();
create function circle_keeps_openings() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from circle_opening o where o.circle_member_id = new.id
      and (o.opened_on < new.starts_on or o.opened_on > new.ends_on)) then
    raise exception 'opened a door on another day' using errcode = 'check_violation',
      constraint = 'circle_member_openings';
  end if;
  return new;
end $$;
create trigger keeps_openings before update of starts_on, ends_on on circle_member
  for each row execute function circle_keeps_openings();

-- Strengths, needs, what blocks, objectives and actions; nothing is deleted.
create table path_item (
  id uuid primary key,
  site_id uuid not null references site (id),
  incubation_id uuid not null,
  kind text not null check (kind in ('strength', 'need', 'blocker', 'objective', 'action')),
  parent_id uuid,
  dimension text check (dimension in ('language', 'digital', 'admin', 'legal', 'recognition', 'finance', 'market', 'offer',
    'network', 'communication', 'premises', 'housing', 'mobility', 'family', 'health', 'confidence', 'business_codes')),
  title text not null check (btrim(title) <> ''),
  details text,
  owner_id uuid,
  due_on date,
  status text not null default 'open' check (status in ('open', 'in_progress', 'done', 'unlocked', 'abandoned')),
  status_reason text,
  opened_on date not null,
  closed_on date,
  -- read by experts and mentors of the circle; null: as usual, objectives and actions are
  shared boolean,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (id, incubation_id, site_id),
  foreign key (incubation_id, site_id) references incubation (id, site_id),
  constraint path_item_parent foreign key (parent_id, incubation_id, site_id)
    references path_item (id, incubation_id, site_id),
  constraint path_item_owner foreign key (owner_id, site_id) references person (id, site_id),
  constraint path_item_coded check ((kind in ('need', 'blocker')) <= (dimension is not null)),
  constraint path_item_days check (closed_on >= opened_on),
  check ((status in ('done', 'unlocked', 'abandoned')) = (closed_on is not null)),
  check (status <> 'abandoned' or status_reason is not null),
  check (status not in ('in_progress', 'done') or kind in ('need', 'objective', 'action')),
  check (status <> 'unlocked' or kind = 'blocker')
);
create index path_item_incubation on path_item (incubation_id, created_at);
create index path_item_owner_of on path_item (owner_id) where owner_id is not null;
create index path_item_parent_of on path_item (parent_id) where parent_id is not null;
create trigger touch before update on path_item for each row execute function interra.touch();

-- The method: one begins with what somebody can do (mission 4.3, invariant 9).
create function path_strength_first() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from path_item s where s.incubation_id = new.incubation_id and s.kind = 'strength'
      and s.status <> 'abandoned') then
    raise exception 'a strength comes first' using errcode = 'check_violation', constraint = 'path_item_strength_first';
  end if;
  return new;
end $$;
create trigger strength_first before insert on path_item
  for each row when (new.kind in ('need', 'blocker')) execute function path_strength_first();

create function path_item_stays() returns trigger language plpgsql as $$
begin
  raise exception 'nothing of a path is deleted' using errcode = 'restrict_violation', constraint = 'path_item_stays';
end $$;
create trigger stays before delete on path_item for each row execute function path_item_stays();
select interra.wall('path_item');
select interra.version_table('path_item');

-- How much a need or a blocker hinders on a day; the first one is T0.
create table path_review (
  id uuid primary key,
  site_id uuid not null references site (id),
  path_item_id uuid not null,
  reviewed_on date not null,
  severity int not null check (severity between 0 and 3),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  constraint path_review_day unique (path_item_id, reviewed_on),
  foreign key (path_item_id, site_id) references path_item (id, site_id)
);
select interra.wall('path_review');
select interra.version_table('path_review');

-- A time that a coach keeps free, and who comes.
create table coaching_slot (
  id uuid primary key,
  site_id uuid not null references site (id),
  coach_id uuid not null,
  incubation_id uuid,
  starts_on date not null,
  starts_time time not null,
  ends_time time not null,
  -- computed from the wall time and the zone of the site, see session_instants()
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text,
  status text not null default 'free' check (status in ('free', 'booked', 'cancelled')),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint coaching_slot_coach foreign key (coach_id, site_id) references person (id, site_id),
  foreign key (incubation_id, site_id) references incubation (id, site_id),
  check (status <> 'booked' or incubation_id is not null),
  check (status <> 'free' or incubation_id is null),
  constraint coaching_slot_length check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
  constraint coaching_slot_coach_free exclude using gist (coach_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status <> 'cancelled'),
  constraint coaching_slot_incubatee_free exclude using gist (incubation_id with =,
    tstzrange(starts_at, ends_at) with &&) where (status = 'booked')
);
create index coaching_slot_list on coaching_slot (site_id, starts_at);
create trigger instants before insert or update of starts_on, starts_time, ends_time, site_id, starts_at, ends_at
  on coaching_slot for each row execute function session_instants();
create trigger touch before update on coaching_slot for each row execute function interra.touch();
select interra.wall('coaching_slot');

-- What was coached. It counts once it is signed.
create table coaching_log (
  id uuid primary key,
  site_id uuid not null references site (id),
  incubation_id uuid not null,
  coach_id uuid,
  held_on date not null,
  minutes int not null check (minutes between 5 and 600),
  -- how many coaches were there
  coaches int not null default 1 check (coaches between 1 and 6),
  mode text not null check (mode in ('in_person', 'remote', 'phone')),
  role text not null check (role in ('coach', 'eir', 'facilitator', 'expert', 'mentor', 'social_legal', 'language')),
  topics text[] not null default '{}',
  next_steps text,
  shared_note text,
  -- with experts and mentors of the circle too
  shared boolean not null default false,
  status text not null default 'draft' check (status in ('draft', 'signed', 'acknowledged', 'withdrawn')),
  status_reason text,
  signed_at timestamptz,
  -- those who are coached have no account: who noted that they agree, and how they said so
  acknowledged_on date,
  acknowledged_through text check (acknowledged_through in ('paper', 'message', 'in_person')),
  acknowledged_by uuid references account (id),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (incubation_id, site_id) references incubation (id, site_id),
  constraint coaching_log_coach foreign key (coach_id, site_id) references person (id, site_id),
  check (status not in ('signed', 'acknowledged') or signed_at is not null),
  check (status <> 'acknowledged' or (acknowledged_on is not null and acknowledged_through is not null))
);
create index coaching_log_incubation on coaching_log (incubation_id, held_on desc);
create index coaching_log_coach_of on coaching_log (coach_id) where coach_id is not null;
create trigger touch before update on coaching_log for each row execute function interra.touch();
select interra.wall('coaching_log');
select interra.version_table('coaching_log');

-- What somebody wrote for themself about a coaching. A table of its own, that its author alone reads and writes: behind
-- the wall of the log it belongs to, and behind one of its own. No version, no history: nobody else could read it there.
create table coaching_private_note (
  coaching_log_id uuid not null references coaching_log (id),
  author_id uuid not null references account (id),
  note text not null,
  updated_at timestamptz not null default now(),
  primary key (coaching_log_id, author_id)
);
alter table coaching_private_note enable row level security;
alter table coaching_private_note force row level security;
create policy own on coaching_private_note
  using (author_id = (select interra.actor()) and exists (select from coaching_log l where l.id = coaching_log_id))
  with check (author_id = (select interra.actor()) and exists (select from coaching_log l where l.id = coaching_log_id));

-- What is asked of the services. Content and notes of a social or legal one are C6: no history beside it.
create table service_request (
  id uuid primary key,
  site_id uuid not null references site (id),
  incubation_id uuid not null,
  kind text not null check (kind in ('social', 'legal', 'language', 'writing')),
  status text not null default 'open' check (status in ('open', 'in_hand', 'done', 'passed_on')),
  content text not null,
  notes text,
  -- what whoever asked is told
  answer text,
  partner_id uuid,
  asked_at timestamptz not null,
  asked_by uuid references account (id),
  taken_by uuid references account (id),
  closed_at timestamptz,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (incubation_id, site_id) references incubation (id, site_id),
  constraint service_request_partner foreign key (partner_id, site_id) references partner (id, site_id),
  check ((status = 'passed_on') <= (partner_id is not null)),
  check ((status in ('done', 'passed_on')) = (closed_at is not null))
);
create index service_request_list on service_request (site_id, status, asked_at);
create index service_request_incubation on service_request (incubation_id);
create trigger touch before update on service_request for each row execute function interra.touch();
select interra.wall('service_request');

create table milestone (
  incubation_id uuid not null,
  code text not null,
  site_id uuid not null references site (id),
  planned_on date,
  reached_on date,
  count int check (count >= 0),
  evidence text,
  noted_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  primary key (incubation_id, code),
  foreign key (incubation_id, site_id) references incubation (id, site_id)
);
select interra.wall('milestone');
select interra.version_table('milestone');

-- Whether a Belgian enterprise number fits its check number: 97 less the rest of the first eight digits.
create function enterprise_number_fits(number text) returns boolean language sql immutable
  as $$ select number ~ '^[01][0-9]{9}$'
    and right(number, 2)::int = 97 - left(number, 8)::int % 97 $$;

-- What there is of the launch: the state of the card and never the permit; the enterprise and the last look at it.
create table venture (
  incubation_id uuid primary key,
  site_id uuid not null references site (id),
  card_status text not null default 'unknown'
    check (card_status in ('unknown', 'not_needed', 'needed', 'applied', 'granted', 'refused')),
  card_since date,
  number text constraint venture_number check (enterprise_number_fits(number)),
  kind text check (kind in ('main', 'secondary', 'association', 'cooperative')),
  started_on date,
  verified_on date,
  verified_by uuid references account (id),
  alive_on date,
  ceased_on date,
  -- why the enterprise that stood here was taken out, until one is noted again
  removed_reason text,
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  foreign key (incubation_id, site_id) references incubation (id, site_id),
  check ((number is null) = (kind is null) and (number is null) = (started_on is null)),
  check (number is not null or (verified_on is null and verified_by is null and alive_on is null and ceased_on is null)),
  check (number is null or removed_reason is null),
  constraint venture_alive_from check (alive_on >= started_on),
  constraint venture_ceased_from check (ceased_on >= started_on),
  constraint venture_alive_until check (alive_on <= ceased_on)
);
create trigger touch before update on venture for each row execute function interra.touch();
select interra.wall('venture');
select interra.version_table('venture');

-- Each incubation has its venture from the first day, whose version stands for all that is noted of it.
create function venture_begun() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into venture (incubation_id, site_id) values (new.id, new.site_id);
  return null;
end $$;
create trigger venture_begun after insert on incubation for each row execute function venture_begun();
create function venture_noted() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update venture set updated_at = now() where incubation_id = coalesce(new.incubation_id, old.incubation_id);
  return null;
end $$;
create trigger venture_noted after insert or update or delete on milestone
  for each row execute function venture_noted();

create table formality (
  incubation_id uuid not null,
  code text not null,
  site_id uuid not null references site (id),
  done_on date not null,
  noted_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  primary key (incubation_id, code),
  foreign key (incubation_id, site_id) references incubation (id, site_id)
);
select interra.wall('formality');
create trigger venture_noted after insert or update or delete on formality
  for each row execute function venture_noted();

-- What somebody does at the exit and 6, 12, 24 and 36 months later: the main situation first.
create table incubation_outcome (
  incubation_id uuid not null,
  moment text not null check (moment in ('exit', 'month_6', 'month_12', 'month_24', 'month_36')),
  site_id uuid not null references site (id),
  situations text[] not null check (cardinality(situations) > 0),
  noted_on date not null,
  noted_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  primary key (incubation_id, moment),
  foreign key (incubation_id, site_id) references incubation (id, site_id)
);
select interra.wall('incubation_outcome');
select interra.version_table('incubation_outcome');
create trigger venture_noted after insert or update or delete on incubation_outcome
  for each row execute function venture_noted();

create table coworking_right (
  incubation_id uuid primary key,
  site_id uuid not null references site (id),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  given_by uuid references account (id),
  foreign key (incubation_id, site_id) references incubation (id, site_id)
);
select interra.wall('coworking_right');

create table coworking_day (
  incubation_id uuid not null,
  on_day date not null,
  site_id uuid not null references site (id),
  noted_by uuid references account (id),
  primary key (incubation_id, on_day),
  foreign key (incubation_id, site_id) references incubation (id, site_id)
);
create index coworking_day_site on coworking_day (site_id, on_day);
select interra.wall('coworking_day');
create function coworking_day_in_right() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from coworking_right r where r.incubation_id = new.incubation_id
      and new.on_day between r.starts_on and r.ends_on) then
    raise exception 'no right on that day' using errcode = 'check_violation', constraint = 'coworking_day_right';
  end if;
  return new;
end $$;
create trigger in_right before insert on coworking_day for each row execute function coworking_day_in_right();
