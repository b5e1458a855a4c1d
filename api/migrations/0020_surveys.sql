-- Surveys: instruments, waves, who is asked, what they answer; short feedback after a session. docs/adr/0028-surveys.md says why.

-- What is measured, without its words: those are files of the service (modules/surveys/instruments).
create table instrument (
  code text not null,
  version int not null check (version > 0),
  higher_is_better boolean not null,
  lowest numeric not null,
  highest numeric not null check (highest > lowest),
  primary key (code, version)
);
insert into instrument (code, version, higher_is_better, lowest, highest) values
  ('ucla3', 1, false, 3, 9),
  ('lonely1', 1, false, 1, 5),
  ('lsns_friends', 1, true, 0, 15),
  ('trust1', 1, true, 0, 10),
  ('gse6', 1, true, 6, 24),
  ('fr_ease', 1, true, 0, 10),
  ('self_conf', 1, true, 0, 10),
  ('belong_city', 1, true, 0, 10),
  ('belong_interra', 1, true, 0, 10),
  ('warmth', 1, true, 0, 10),
  ('valued', 1, true, 1, 5),
  ('new_ties', 1, true, 0, 20),
  ('lasting_tie', 1, true, 0, 1),
  ('helpful', 1, true, 0, 1);
revoke insert, update, delete on instrument from interra_app;

-- The same questions to everybody at the same distance from their entry. No programme: all of them.
create table survey_wave (
  id uuid primary key,
  site_id uuid not null references site (id),
  kind text not null check (kind in ('t0', 't3', 't6', 't12', 'after')),
  programme text check (programme in ('interact', 'duo2change', 'training', 'interlab')),
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id)
);
create index survey_wave_list on survey_wave (site_id, created_at desc, id desc);
create trigger touch before update on survey_wave for each row execute function interra.touch();
select interra.wall('survey_wave');
select interra.version_table('survey_wave');

create table survey_wave_instrument (
  wave_id uuid not null,
  site_id uuid not null references site (id),
  position int not null check (position > 0),
  instrument text not null,
  instrument_version int not null,
  primary key (wave_id, position),
  unique (wave_id, instrument),
  unique (wave_id, instrument, instrument_version),
  foreign key (wave_id, site_id) references survey_wave (id, site_id),
  foreign key (instrument, instrument_version) references instrument (code, version)
);
select interra.wall('survey_wave_instrument');

-- One person asked once in a wave.
create table survey_invitation (
  id uuid primary key,
  site_id uuid not null references site (id),
  wave_id uuid not null,
  person_id uuid not null,
  -- where they came in first, and on which day: what the wave counts from
  programme text not null check (programme in ('interact', 'duo2change', 'training', 'interlab')),
  entry_on date not null,
  due_on date not null,
  answered_at timestamptz,
  declined_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (id, wave_id, person_id, site_id),
  foreign key (wave_id, site_id) references survey_wave (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  -- over in one way only
  check (num_nonnulls(answered_at, declined_at, revoked_at) <= 1)
);
create unique index survey_invitation_key on survey_invitation (wave_id, person_id) where revoked_at is null;
create index survey_invitation_person on survey_invitation (person_id);
create trigger touch before update on survey_invitation for each row execute function interra.touch();
select interra.wall('survey_invitation');
select interra.version_table('survey_invitation');

-- Whoever they were merged into is the one who was asked: a person answers a wave once, by whichever link.
create function survey_invitation_allowed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  asked person;
begin
  select * into asked from person where id = new.person_id;
  if interra.is_minor(asked.birth_year, asked.birth_month, asked.birth_day, new.due_on) then
    raise exception 'a minor' using errcode = 'check_violation', constraint = 'survey_invitation_adult';
  end if;
  if not coalesce(interra.agreed(new.person_id, 'surveys'), false) then
    raise exception 'no consent' using errcode = 'check_violation', constraint = 'survey_invitation_consent';
  end if;
  return null;
end $$;
create function survey_invitation_once() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  who uuid := (select coalesce(merged_into_id, id) from person where id = new.person_id);
begin
  perform pg_advisory_xact_lock(hashtextextended('survey ' || new.wave_id || who, 0));
  if exists (select from survey_invitation i join person p on p.id = i.person_id
      where i.wave_id = new.wave_id and i.id <> new.id and i.answered_at is not null
        and coalesce(p.merged_into_id, p.id) = who) then
    raise exception 'answered already' using errcode = 'unique_violation', constraint = 'survey_invitation_once';
  end if;
  return null;
end $$;

create trigger allowed after insert on survey_invitation for each row execute function survey_invitation_allowed();
create trigger once after insert or update of answered_at on survey_invitation for each row
  when (new.answered_at is not null) execute function survey_invitation_once();

-- Consent taken back: nothing more is asked, what was asked is closed.
create function consent_ends_surveys() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(interra.agreed(new.person_id, 'surveys'), false) then
    update survey_invitation set revoked_at = now() where person_id = new.person_id
      and answered_at is null and declined_at is null and revoked_at is null;
  end if;
  return null;
end $$;
create trigger ends_surveys after insert or update on consent for each row
  when (new.purpose = 'surveys') execute function consent_ends_surveys();

-- What opens an invitation without an account: its hash alone is kept. A new one replaces the one before.
create table survey_link (
  id uuid primary key,
  site_id uuid not null references site (id),
  invitation_id uuid not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  created_by uuid references account (id),
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_at timestamptz,
  unique (id, site_id),
  foreign key (invitation_id, site_id) references survey_invitation (id, site_id)
);
create unique index survey_link_live on survey_link (invitation_id) where revoked_at is null;
select interra.wall('survey_link');

-- The raw answers of one person to one instrument (class C5): a value, or "preferNotToSay"; what is not there was skipped.
create table survey_response (
  id uuid primary key,
  site_id uuid not null references site (id),
  invitation_id uuid not null,
  wave_id uuid not null,
  person_id uuid not null,
  instrument text not null,
  instrument_version int not null,
  language text not null,
  -- how far the words in that language were checked, on that day
  translation text not null check (translation in ('published', 'reviewed', 'draft')),
  mode text not null check (mode in ('phone', 'paper', 'staff')),
  answered_at timestamptz not null,
  -- local date of the site
  answered_on date not null,
  items jsonb not null check (jsonb_typeof(items) = 'object'),
  -- null: too little was answered
  score numeric,
  recorded_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  unique (id, site_id),
  constraint survey_response_key unique (invitation_id, instrument),
  foreign key (invitation_id, wave_id, person_id, site_id)
    references survey_invitation (id, wave_id, person_id, site_id),
  foreign key (wave_id, instrument, instrument_version)
    references survey_wave_instrument (wave_id, instrument, instrument_version)
);
create index survey_response_person on survey_response (person_id, instrument, answered_on);
select interra.wall('survey_response');
select interra.version_table('survey_response');

-- Scores stand within their instrument, answers in an invitation that was answered.
create function survey_response_valid() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.score is not null and not exists (select from instrument i where i.code = new.instrument
      and i.version = new.instrument_version and new.score between i.lowest and i.highest) then
    raise exception 'outside the scale' using errcode = 'check_violation', constraint = 'survey_response_scale';
  end if;
  if not exists (select from survey_invitation where id = new.invitation_id and answered_at is not null) then
    raise exception 'not answered' using errcode = 'check_violation', constraint = 'survey_response_answered';
  end if;
  return null;
end $$;
create trigger valid after insert or update on survey_response for each row execute function survey_response_valid();

-- After a session, whoever was there says in pictures how it was: of nobody, counted by session.
create table feedback_link (
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  created_by uuid references account (id),
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_at timestamptz,
  unique (id, site_id),
  foreign key (session_id, site_id) references session (id, site_id)
);
create unique index feedback_link_live on feedback_link (session_id) where revoked_at is null;
select interra.wall('feedback_link');

create table session_feedback (
  -- the device's: sent twice, it counts once
  id uuid primary key,
  site_id uuid not null references site (id),
  session_id uuid not null,
  mode text not null check (mode in ('phone', 'oral')),
  feeling int check (feeling between 1 and 3),
  welcome int check (welcome between 1 and 3),
  met_someone boolean,
  answered_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  unique (id, site_id),
  foreign key (session_id, site_id) references session (id, site_id)
);
create index session_feedback_session on session_feedback (session_id);
select interra.wall('session_feedback');
select interra.version_table('session_feedback');
