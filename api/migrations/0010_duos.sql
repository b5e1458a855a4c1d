-- Duo2Change: who wishes for a duo, plans over everybody, duos from the proposal to the last check-in.
-- docs/adr/0022-duos.md says why.

alter table taxonomy_term drop constraint taxonomy_term_taxonomy_check;
alter table taxonomy_term add constraint taxonomy_term_taxonomy_check
  check (taxonomy in ('workshop_category', 'channel', 'area', 'duo_goal', 'life_situation'));
-- where an area is, about: travel is estimated from it
alter table taxonomy_term add column latitude double precision check (latitude between -90 and 90);
alter table taxonomy_term add column longitude double precision check (longitude between -180 and 180);
alter table taxonomy_term add constraint taxonomy_term_place
  check ((latitude is null) = (longitude is null) and (latitude is null or taxonomy = 'area'));

-- The lists and rules that a new site starts with, for the sites there are.
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
insert into policy (id, site_id, key, value, starts_on)
select gen_random_uuid(), s.id, p.key, p.value, '1900-01-01'
from site s, (values
  ('duo_language', '"fr"'::jsonb), ('duo_in_between_side', '"either"'), ('duo_rhythm_days', '7'), ('duo_weeks', '13'),
  ('duo_silence_days', '21'), ('duo_proposal_days', '14'), ('duo_waiting_limit_days', '60'),
  ('duo_training_required', 'false')
) as p (key, value)
on conflict do nothing;
insert into taxonomy_term (id, site_id, taxonomy, code, labels, position, starts_on, latitude, longitude)
select gen_random_uuid(), s.id, w.taxonomy, w.code, jsonb_build_object('fr', w.fr, 'en', w.en), w.position, s.opens_on,
  w.latitude, w.longitude
from site s, (values
  ('duo_goal', 1, 'practise_language', 'Pratiquer le français', 'Practise French', null::float8, null::float8),
  ('duo_goal', 2, 'discover_city', 'Découvrir la ville', 'Discover the city', null, null),
  ('duo_goal', 3, 'culture', 'Culture', 'Culture', null, null),
  ('duo_goal', 4, 'sport', 'Sport', 'Sport', null, null),
  ('duo_goal', 5, 'family_life', 'Vie de famille', 'Family life', null, null),
  ('duo_goal', 6, 'work_network', 'Travail et réseau', 'Work and network', null, null),
  ('life_situation', 1, 'young_children', 'Parent de jeunes enfants', 'Parent of young children', null, null),
  ('life_situation', 2, 'student', 'Aux études', 'Studying', null, null),
  ('life_situation', 3, 'working', 'Au travail', 'Working', null, null),
  ('life_situation', 4, 'looking_for_work', 'En recherche d’emploi', 'Looking for work', null, null),
  ('life_situation', 5, 'retired', 'À la retraite', 'Retired', null, null)
) as w (taxonomy, position, code, fr, en, latitude, longitude)
on conflict do nothing;

create table candidacy (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  status text not null default 'applied'
    check (status in ('applied', 'met', 'available', 'paused', 'ended', 'withdrawn')),
  status_reason text,
  applied_on date not null,
  slots text[] not null default '{}' check (slots <@ array[
    'mon-morning', 'mon-afternoon', 'mon-evening', 'tue-morning', 'tue-afternoon', 'tue-evening',
    'wed-morning', 'wed-afternoon', 'wed-evening', 'thu-morning', 'thu-afternoon', 'thu-evening',
    'fri-morning', 'fri-afternoon', 'fri-evening', 'sat-morning', 'sat-afternoon', 'sat-evening',
    'sun-morning', 'sun-afternoon', 'sun-evening']),
  area_term_id uuid,
  max_travel_minutes int not null default 45 check (max_travel_minutes between 0 and 240),
  online boolean not null default false,
  same_gender_only boolean not null default false,
  age_matters boolean not null default true,
  limits text,
  places int not null default 1 check (places between 1 and 2),
  -- for somebody between the two groups
  chosen_side text check (chosen_side in ('newcomer', 'local')),
  -- said at the interview when no birth date is known
  adult_confirmed boolean not null default false,
  interviewed_on date,
  interview_note text,
  interviewed_by uuid references account (id),
  -- the day they came into the pool: what waiting is counted from
  waiting_since date,
  paused_until date,
  rounds_missed int not null default 0,
  previous_duo_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (id, person_id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (area_term_id, site_id) references taxonomy_term (id, site_id),
  check (status not in ('met', 'available', 'paused') or interviewed_on is not null),
  check (status not in ('available', 'paused') or waiting_since is not null)
);
create unique index candidacy_live on candidacy (person_id) where status in ('applied', 'met', 'available', 'paused');
create index candidacy_list on candidacy (site_id, status, waiting_since, id);
create trigger touch before update on candidacy for each row execute function interra.touch();
select interra.wall('candidacy');
select interra.version_table('candidacy');

-- Goals and life situations that somebody named.
create table candidacy_term (
  candidacy_id uuid not null,
  site_id uuid not null references site (id),
  term_id uuid not null,
  primary key (candidacy_id, term_id),
  foreign key (candidacy_id, site_id) references candidacy (id, site_id),
  foreign key (term_id, site_id) references taxonomy_term (id, site_id)
);
select interra.wall('candidacy_term');

-- Places in duos: a small row of its own is the lock and its check the rule (docs/adr/0010).
create table duo_load (
  candidacy_id uuid primary key,
  site_id uuid not null references site (id),
  places int not null check (places between 1 and 2),
  taken int not null default 0,
  foreign key (candidacy_id, site_id) references candidacy (id, site_id),
  constraint duo_load_taken check (taken between 0 and places)
) with (fillfactor = 50);
select interra.wall('duo_load');

create function candidacy_load() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into duo_load (candidacy_id, site_id, places) values (new.id, new.site_id, new.places)
  on conflict (candidacy_id) do update set places = excluded.places;
  return null;
end $$;
create trigger load after insert or update of places on candidacy for each row execute function candidacy_load();

-- A minor is never in a duo (decisions, minors). Who was born in the year they turn 18 is taken by the month and day known,
-- and by the last day that is possible otherwise.
create function interra.is_minor(birth_year int, birth_month int, birth_day int, on_day date) returns boolean
  language sql immutable parallel safe
  as $$ select case when birth_year is null then false else
    (make_date(birth_year + 18, coalesce(birth_month, 12), 1)
      + case when birth_month is null or birth_day is null then interval '1 month' - interval '1 day'
             when birth_month = 2 and birth_day = 29 then interval '27 days'
             else make_interval(days => birth_day - 1) end)::date > on_day end $$;
grant execute on function interra.is_minor(int, int, int, date) to interra_app;

create function candidacy_adult() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from person p where p.id = new.person_id
      and interra.is_minor(p.birth_year, p.birth_month, p.birth_day, new.applied_on)) then
    raise exception 'a minor' using errcode = 'check_violation', constraint = 'candidacy_adult';
  end if;
  return null;
end $$;
create trigger adult after insert or update of person_id, applied_on on candidacy
  for each row execute function candidacy_adult();

create table exclusion (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  other_person_id uuid not null,
  reason text not null check (reason in ('family', 'household', 'conflict', 'safety', 'wish', 'other')),
  note text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  lifted_at timestamptz,
  lifted_by uuid references account (id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (other_person_id, site_id) references person (id, site_id),
  check (person_id < other_person_id)
);
create unique index exclusion_live on exclusion (person_id, other_person_id) where lifted_at is null;
create index exclusion_other on exclusion (other_person_id) where lifted_at is null;
select interra.wall('exclusion');

create table match_run (
  id uuid primary key,
  site_id uuid not null references site (id),
  status text not null default 'queued'
    check (status in ('queued', 'running', 'ready', 'failed', 'cancelled', 'published')),
  aim text not null check (aim in ('most_duos', 'best_fit')),
  weights jsonb not null check (jsonb_typeof(weights) = 'object'),
  threshold int not null check (threshold between 0 and 1000),
  pins jsonb not null default '[]',
  forbids jsonb not null default '[]',
  previous_run_id uuid,
  scoring_version text not null,
  inputs_hash text,
  progress int not null default 0 check (progress between 0 and 100),
  newcomers int not null default 0,
  locals int not null default 0,
  missing jsonb not null default '[]',
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  begun_at timestamptz,
  finished_at timestamptz,
  published_at timestamptz,
  published_by uuid references account (id),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (previous_run_id, site_id) references match_run (id, site_id)
);
create index match_run_list on match_run (site_id, created_at desc, id desc);
-- progress is no change to the record that others read and edit
create trigger touch before update of status on match_run for each row execute function interra.touch();
select interra.wall('match_run');

create table duo (
  id uuid primary key,
  site_id uuid not null references site (id),
  status text not null default 'proposed' check (status in ('proposed', 'accepted_by_one', 'accepted', 'first_meeting',
    'active', 'paused', 'completed', 'ended_early', 'not_started', 'declined', 'expired', 'superseded')),
  newcomer_id uuid not null,
  local_id uuid not null,
  newcomer_candidacy_id uuid not null,
  local_candidacy_id uuid not null,
  -- group of each on the match date: a duo stays what it was when somebody becomes a local (invariant 4)
  matched_on date not null,
  newcomer_group text not null,
  local_group text not null,
  origin text not null check (origin in ('plan', 'suggestion', 'by_feel')),
  reason text,
  score int check (score between 0 and 1000),
  coverage int check (coverage between 0 and 100),
  parts jsonb not null default '[]',
  scoring_version text,
  match_run_id uuid,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  newcomer_accepted_at timestamptz,
  newcomer_accepted_through text check (newcomer_accepted_through in ('link', 'staff')),
  local_accepted_at timestamptz,
  local_accepted_through text check (local_accepted_through in ('link', 'staff')),
  declined_side text check (declined_side in ('newcomer', 'local')),
  superseded_because text
    check (superseded_because in ('paired_elsewhere', 'consent_withdrawn', 'left_the_pool', 'retracted')),
  owner_account_id uuid references account (id),
  first_meeting_on date,
  first_meeting_time time,
  first_meeting_place text,
  first_meeting_host_id uuid references account (id),
  interpreter_language text,
  goal text,
  rhythm_days int not null default 7 check (rhythm_days between 1 and 31),
  weeks int not null default 13 check (weeks between 1 and 104),
  starts_on date,
  planned_end_on date,
  paused_until date,
  -- silence is counted from here too: nobody met during a pause
  resumed_on date,
  ended_on date,
  end_reason text check (end_reason in ('moved', 'no_time', 'work_or_studies', 'health_or_family', 'goal_reached', 'mismatch',
    'communication', 'lost_touch', 'safety', 'other')),
  end_note text,
  rematch_wished boolean,
  previous_duo_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (newcomer_candidacy_id, newcomer_id, site_id) references candidacy (id, person_id, site_id),
  foreign key (local_candidacy_id, local_id, site_id) references candidacy (id, person_id, site_id),
  foreign key (match_run_id, site_id) references match_run (id, site_id),
  foreign key (previous_duo_id, site_id) references duo (id, site_id),
  check (newcomer_id <> local_id),
  check (origin <> 'by_feel' or reason is not null),
  check ((newcomer_accepted_at is null) = (newcomer_accepted_through is null)),
  check ((local_accepted_at is null) = (local_accepted_through is null)),
  -- each side accepts for itself
  constraint duo_both_accept check (status in ('proposed', 'declined', 'expired', 'superseded')
    or (status = 'accepted_by_one' and (newcomer_accepted_at is null) <> (local_accepted_at is null))
    or (newcomer_accepted_at is not null and local_accepted_at is not null)),
  check (status not in ('first_meeting', 'active', 'paused', 'completed', 'ended_early') or first_meeting_on is not null),
  check (status not in ('active', 'paused', 'completed', 'ended_early') or starts_on is not null),
  check ((status in ('completed', 'ended_early', 'not_started')) = (ended_on is not null)),
  check ((status = 'ended_early') = (end_reason is not null)),
  check ((status = 'superseded') = (superseded_because is not null)),
  check ((status = 'declined') = (declined_side is not null)),
  check ((status = 'paused') = (paused_until is not null)),
  check (ended_on is null or starts_on is null or ended_on >= starts_on)
);
-- one open or living duo for the same two
create unique index duo_pair_live on duo (newcomer_id, local_id)
  where status in ('proposed', 'accepted_by_one', 'accepted', 'first_meeting', 'active', 'paused');
create index duo_list on duo (site_id, proposed_at desc, id desc);
create index duo_newcomer on duo (newcomer_id);
create index duo_local on duo (local_id);
create index duo_open on duo (expires_at) where status in ('proposed', 'accepted_by_one');
create trigger touch before update on duo for each row execute function interra.touch();
select interra.wall('duo');
select interra.version_table('duo');
alter table candidacy add foreign key (previous_duo_id, site_id) references duo (id, site_id);

-- A place of each of the two is taken from both acceptances to the end, whoever writes. Acts that may take a place lock
-- both rows first, in the order of their ids, so that two of them never wait for each other.
create function duo_places() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  change int := (new.status in ('accepted', 'first_meeting', 'active', 'paused'))::int;
  one uuid := least(new.newcomer_candidacy_id, new.local_candidacy_id);
  other uuid := greatest(new.newcomer_candidacy_id, new.local_candidacy_id);
begin
  if tg_op = 'UPDATE' then
    change := change - (old.status in ('accepted', 'first_meeting', 'active', 'paused'))::int;
  end if;
  if change <> 0 then
    update duo_load set taken = taken + change where candidacy_id = one;
    update duo_load set taken = taken + change where candidacy_id = other;
  end if;
  return null;
end $$;
create trigger places after insert or update of status on duo for each row execute function duo_places();

create table charter_signature (
  id uuid primary key,
  site_id uuid not null references site (id),
  duo_id uuid not null,
  side text not null check (side in ('newcomer', 'local')),
  signed_on date not null,
  language text not null,
  text_version text not null,
  channel text not null check (channel in ('read', 'read_aloud', 'interpreter')),
  interpreter text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  constraint charter_signature_key unique (duo_id, side),
  foreign key (duo_id, site_id) references duo (id, site_id),
  check (channel <> 'interpreter' or interpreter is not null)
);
select interra.wall('charter_signature');
select interra.version_table('charter_signature');

-- No duo is active before both have signed (C7), whoever writes.
create function duo_signed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select count(*) from charter_signature where duo_id = new.id) < 2 then
    raise exception 'not signed by both' using errcode = 'check_violation', constraint = 'duo_signed';
  end if;
  return null;
end $$;
create trigger signed after insert or update of status on duo for each row
  when (new.status = 'active') execute function duo_signed();

-- The id is the device's, so that a replay adds nothing. What was noted by mistake keeps its row.
create table duo_meeting (
  id uuid primary key,
  site_id uuid not null references site (id),
  duo_id uuid not null,
  met_on date not null,
  minutes int check (minutes between 1 and 1440),
  mode text not null check (mode in ('in_person', 'video', 'phone')),
  place text,
  logged_by text not null check (logged_by in ('staff', 'newcomer', 'local')),
  logged_account_id uuid references account (id),
  logged_at timestamptz not null,
  removed_at timestamptz,
  recorded_at timestamptz not null default now(),
  unique (id, site_id),
  foreign key (duo_id, site_id) references duo (id, site_id)
);
create unique index duo_meeting_day on duo_meeting (duo_id, met_on) where removed_at is null;
select interra.wall('duo_meeting');
select interra.version_table('duo_meeting');

-- A meeting lies between the first meeting and the end (invariant 5).
create function duo_meeting_within() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from duo where id = new.duo_id and new.met_on >= coalesce(first_meeting_on, starts_on)
      and (ended_on is null or new.met_on <= ended_on)) then
    raise exception 'outside the duo' using errcode = 'check_violation', constraint = 'duo_meeting_within';
  end if;
  return null;
end $$;
create trigger within after insert or update of met_on, duo_id on duo_meeting
  for each row execute function duo_meeting_within();

create table check_in (
  id uuid primary key,
  site_id uuid not null references site (id),
  duo_id uuid not null,
  kind text not null
    check (kind in ('day_7', 'week_4', 'midpoint', 'end', 'after_3_months', 'after_6_months')),
  side text not null check (side in ('newcomer', 'local')),
  due_on date not null,
  asked_at timestamptz,
  answered_at timestamptz,
  answered_through text check (answered_through in ('link', 'staff')),
  met boolean,
  times int check (times between 0 and 100),
  wellbeing int check (wellbeing between 1 and 5),
  wants_call boolean,
  goes_on text check (goes_on in ('yes', 'unsure', 'no')),
  feels_unsafe boolean,
  note text,
  -- the call was made
  handled_at timestamptz,
  handled_by uuid references account (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint check_in_key unique (duo_id, kind, side),
  foreign key (duo_id, site_id) references duo (id, site_id),
  check ((answered_at is null) = (answered_through is null))
);
create index check_in_due on check_in (due_on) where asked_at is null and answered_at is null;
create trigger touch before update on check_in for each row execute function interra.touch();
select interra.wall('check_in');
select interra.version_table('check_in');

-- Somebody said that they do not feel safe, or staff saw it: no new duo until it is cleared (H12).
create table safety_flag (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  duo_id uuid,
  check_in_id uuid,
  note text,
  opened_at timestamptz not null,
  opened_by uuid references account (id),
  cleared_at timestamptz,
  cleared_by uuid references account (id),
  clear_note text,
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (duo_id, site_id) references duo (id, site_id),
  foreign key (check_in_id, site_id) references check_in (id, site_id),
  check (cleared_at is null or clear_note is not null)
);
create index safety_flag_open on safety_flag (person_id) where cleared_at is null;
create index safety_flag_duo on safety_flag (duo_id) where cleared_at is null;
select interra.wall('safety_flag');

-- What a member does without an account: the hash only, for one side of one duo, until a time.
create table duo_link (
  id uuid primary key,
  site_id uuid not null references site (id),
  duo_id uuid not null,
  side text not null check (side in ('newcomer', 'local')),
  purpose text not null check (purpose in ('answer', 'log', 'check_in')),
  check_in_id uuid,
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  unique (id, site_id),
  foreign key (duo_id, site_id) references duo (id, site_id),
  foreign key (check_in_id, site_id) references check_in (id, site_id),
  check ((purpose = 'check_in') = (check_in_id is not null))
);
create index duo_link_duo on duo_link (duo_id, side);
select interra.wall('duo_link');

create table match_pair (
  id uuid primary key,
  site_id uuid not null references site (id),
  match_run_id uuid not null,
  newcomer_candidacy_id uuid not null,
  local_candidacy_id uuid not null,
  score int not null check (score between 0 and 1000),
  coverage int not null check (coverage between 0 and 100),
  parts jsonb not null,
  pinned boolean not null,
  change text not null check (change in ('new', 'same', 'moved')),
  newcomer_best jsonb,
  local_best jsonb,
  duo_id uuid,
  constraint match_pair_key unique (match_run_id, newcomer_candidacy_id, local_candidacy_id),
  foreign key (match_run_id, site_id) references match_run (id, site_id),
  foreign key (newcomer_candidacy_id, site_id) references candidacy (id, site_id),
  foreign key (local_candidacy_id, site_id) references candidacy (id, site_id),
  foreign key (duo_id, site_id) references duo (id, site_id)
);
select interra.wall('match_pair');

create table match_unmatched (
  match_run_id uuid not null,
  site_id uuid not null references site (id),
  candidacy_id uuid not null,
  side text not null check (side in ('newcomer', 'local')),
  waiting_days int not null,
  reason text not null,
  best_candidacy_id uuid,
  best_score int,
  primary key (match_run_id, candidacy_id),
  foreign key (match_run_id, site_id) references match_run (id, site_id),
  foreign key (candidacy_id, site_id) references candidacy (id, site_id),
  foreign key (best_candidacy_id, site_id) references candidacy (id, site_id)
);
select interra.wall('match_unmatched');

-- One definition of silence, for lists, badges, today and mails (C10): active, and nobody met since the start, the last
-- meeting or the end of a pause for `days` or more.
create function interra.is_silent(status text, quiet_since date, today date, days int) returns boolean
  language sql immutable parallel safe
  as $$ select status = 'active' and today - quiet_since >= days $$;
grant execute on function interra.is_silent(text, date, date, int) to interra_app;

-- Whoever leaves the pool leaves its open proposals in the same transaction, whoever writes: nobody can go on answering
-- a proposal to somebody who took their consent back. A job tells both sides (docs/adr/0024-life-of-a-duo.md).
create function interra.close_proposals(person uuid, other uuid, because text)
  returns void language plpgsql set search_path = public, pg_temp as $$
declare
  closed json;
begin
  -- places first, then duos in the order of their ids: the order of every act
  perform from duo_load l join candidacy c on c.id = l.candidacy_id
    where c.person_id = close_proposals.person order by l.candidacy_id for no key update of l;
  with open as (
    select d.id from duo d
    where d.status in ('proposed', 'accepted_by_one') and close_proposals.person in (d.newcomer_id, d.local_id)
      and (close_proposals.other is null or close_proposals.other in (d.newcomer_id, d.local_id))
    order by d.id for no key update
  ), done as (
    update duo set status = 'superseded', superseded_because = close_proposals.because from open where duo.id = open.id
    returning duo.id
  )
  select json_agg(id) into closed from done;
  if closed is not null then
    perform interra.enqueue('tell-closed-duos', json_build_object('duoIds', closed));
  end if;
end $$;
grant execute on function interra.close_proposals(uuid, uuid, text) to interra_app;

create function consent_leaves_pool() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce((select k.given and k.withdrawn_at is null from consent k
      where k.person_id = new.person_id and k.purpose = 'duo_matching'
      order by k.created_at desc, k.id desc limit 1), false) then
    perform interra.close_proposals(new.person_id, null, 'consent_withdrawn');
  end if;
  return null;
end $$;
create trigger leaves_pool after insert or update on consent for each row
  when (new.purpose = 'duo_matching') execute function consent_leaves_pool();

create function candidacy_leaves_pool() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.close_proposals(new.person_id, null, 'left_the_pool');
  return null;
end $$;
create trigger leaves_pool after update of status on candidacy for each row
  when (old.status = 'available' and new.status <> 'available') execute function candidacy_leaves_pool();
create trigger leaves_pool after insert on safety_flag for each row execute function candidacy_leaves_pool();

create function exclusion_closes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.close_proposals(new.person_id, new.other_person_id, 'retracted');
  return null;
end $$;
create trigger closes after insert on exclusion for each row execute function exclusion_closes();

-- A duo does not end before a meeting that it had (invariant 5).
create function duo_end_after_meetings() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from duo_meeting m where m.duo_id = new.id and m.removed_at is null and m.met_on > new.ended_on) then
    raise exception 'ends before a meeting' using errcode = 'check_violation', constraint = 'duo_end_after_meetings';
  end if;
  return null;
end $$;
create trigger end_after_meetings after update of ended_on on duo for each row
  when (new.ended_on is not null) execute function duo_end_after_meetings();

-- Moonshots 7 and 8: how many other locals a newcomer of a duo is in contact with by encounters of a period (first day
-- included, last one not). An encounter of n people ties two of them by 1/(n-1), a duo meeting by 1; from 1 on it is a
-- contact. Heads without a name weigh in n and are nobody's contact.
create function interra.locals_tied(newcomer uuid, partner uuid, first_day date, day_after date) returns int
  language sql stable parallel safe set search_path = public, pg_temp
  as $$
    select count(*)::int from (
      select met.person_id
      from (
        select b.person_id, s.starts_on as met_on, 1::numeric / (everybody.n - 1) as tie
        from attendance a
        join session s on s.id = a.session_id and s.status <> 'cancelled'
        join attendance b on b.session_id = a.session_id and b.person_id <> a.person_id and b.status = 'present'
        cross join lateral (
          select count(*) + coalesce((select k.heads from head_count k where k.session_id = s.id), 0) as n
          from attendance c where c.session_id = s.id and c.status = 'present'
        ) everybody
        where a.person_id = locals_tied.newcomer and a.status = 'present'
          and s.starts_on >= locals_tied.first_day and s.starts_on < locals_tied.day_after
        union all
        select d.local_id, m.met_on, 1
        from duo d join duo_meeting m on m.duo_id = d.id and m.removed_at is null
        where d.newcomer_id = locals_tied.newcomer
          and m.met_on >= locals_tied.first_day and m.met_on < locals_tied.day_after
      ) met
      where met.person_id <> locals_tied.partner
      group by met.person_id
      -- thirds add up to one
      having round(sum(met.tie), 9) >= 1 and interra.group_at(met.person_id, max(met.met_on)) = 'local'
    ) tied
  $$;
grant execute on function interra.locals_tied(uuid, uuid, date, date) to interra_app;
