-- InterLab: cohorts, applications, incubations and the circle around whoever is accompanied. The tables that every part of
-- the incubator stands on; docs/adr/0025-interlab.md says why.

-- A group with dates and places; without a capacity whoever is admitted enters at any time.
create table interlab_cohort (
  id uuid primary key,
  site_id uuid not null references site (id),
  name text not null check (btrim(name) <> ''),
  starts_on date not null,
  ends_on date check (ends_on > starts_on),
  capacity int check (capacity between 1 and 500),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint interlab_cohort_name_key unique (site_id, name)
);
create trigger touch before update on interlab_cohort for each row execute function interra.touch();
select interra.wall('interlab_cohort');
select interra.version_table('interlab_cohort');

-- A project that somebody asks InterLab to accompany, from the draft to the decision (machine `application`).
create table application (
  id uuid primary key,
  site_id uuid not null references site (id),
  -- the applicant, a member; who founds it with them stands in application_founder
  person_id uuid not null,
  cohort_id uuid,
  project text not null check (btrim(project) <> ''),
  sector text,
  -- the version of the form that the answers are of, and the answers by question
  form_version int not null,
  answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  language text not null default 'fr',
  -- who helped to write it, if anybody: said by the applicant
  helped_by text check (helped_by in ('staff', 'partner', 'family_or_friend', 'interpreter', 'other')),
  -- the workshop whose host turns a passion into a project (G3)
  workshop_id uuid,
  status text not null default 'draft' check (status in ('draft', 'submitted', 'eligible', 'not_eligible', 'in_jury',
    'admitted', 'waitlisted', 'refused', 'withdrawn')),
  status_reason text,
  status_since timestamptz not null default now(),
  submitted_at timestamptz,
  -- when nothing more was asked: the time to a decision runs from here (INC-02)
  complete_at timestamptz,
  eligible_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (cohort_id, site_id) references interlab_cohort (id, site_id),
  foreign key (workshop_id, site_id) references workshop (id, site_id),
  check ((status = 'draft') = (submitted_at is null) or status = 'withdrawn')
);
-- one project at a time is asked for
create unique index application_open on application (person_id)
  where status in ('draft', 'submitted', 'eligible', 'in_jury', 'waitlisted');
create index application_list on application (site_id, status, status_since desc, id desc);
create index application_cohort on application (cohort_id) where cohort_id is not null;
create index application_workshop on application (workshop_id) where workshop_id is not null;
create trigger touch before update on application for each row execute function interra.touch();
select interra.wall('application');
select interra.version_table('application');

-- Somebody who founds it with the applicant: one application, several entrepreneurs.
create table application_founder (
  application_id uuid not null,
  person_id uuid not null,
  site_id uuid not null references site (id),
  recorded_at timestamptz not null default now(),
  primary key (application_id, person_id),
  foreign key (application_id, site_id) references application (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id)
);
create index application_founder_person on application_founder (person_id);
select interra.wall('application_founder');
select interra.version_table('application_founder');

-- What follows an admission, under the same id of the application, until years after the launch (machine `incubation`).
create table incubation (
  id uuid primary key,
  site_id uuid not null references site (id),
  application_id uuid not null,
  person_id uuid not null,
  cohort_id uuid,
  stage text not null default 'incubation' check (stage in ('incubation', 'pre_launch', 'launched', 'alumni', 'paused',
    'stopped', 'employed_instead')),
  -- where it goes on after a pause
  paused_from text check (paused_from in ('incubation', 'pre_launch', 'launched')),
  stage_reason text,
  stage_since date not null,
  starts_on date not null,
  -- planned, and the last day once it is over
  ends_on date not null check (ends_on > starts_on),
  charter_signed_on date,
  language_support text,
  -- the closing review, once it is over: what was reached, what remains, advice for afterwards
  closing_on date,
  closing_reached text,
  closing_remains text,
  closing_advice text,
  closing_by uuid references account (id),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint incubation_application_key unique (application_id),
  foreign key (application_id, site_id) references application (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (cohort_id, site_id) references interlab_cohort (id, site_id),
  check ((stage = 'paused') = (paused_from is not null)),
  constraint incubation_closing_over check (closing_on is null or stage in ('alumni', 'stopped', 'employed_instead')),
  constraint incubation_closing_from check (closing_on >= starts_on),
  constraint incubation_closing_reached check (btrim(closing_reached) <> ''),
  check ((closing_on is null) = (closing_reached is null)),
  check (closing_on is not null or (closing_remains is null and closing_advice is null and closing_by is null))
);
create index incubation_list on incubation (site_id, stage, starts_on desc, id desc);
create index incubation_person on incubation (person_id);
create index incubation_cohort on incubation (cohort_id) where cohort_id is not null;
create trigger touch before update on incubation for each row execute function interra.touch();
select interra.wall('incubation');
select interra.version_table('incubation');

-- Who stands around somebody accompanied, for which organisation, from when to when. A guest reads a file on these days only.
create table circle_member (
  id uuid primary key,
  site_id uuid not null references site (id),
  incubation_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('coach', 'expert', 'facilitator', 'mentor')),
  -- the organisation that lends them
  partner_id uuid,
  starts_on date not null,
  -- last day; null: until the incubation ends
  ends_on date check (ends_on >= starts_on),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (id, incubation_id, site_id),
  foreign key (incubation_id, site_id) references incubation (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  constraint circle_member_once exclude using gist (incubation_id with =, person_id with =, role with =,
    daterange(starts_on, ends_on, '[]') with &&)
);
create index circle_member_incubation on circle_member (incubation_id, starts_on);
create index circle_member_person on circle_member (person_id);
create trigger touch before update on circle_member for each row execute function interra.touch();
select interra.wall('circle_member');
select interra.version_table('circle_member');

-- Trainings that a cohort follows together (D4).
alter table course add column cohort_id uuid;
alter table course add foreign key (cohort_id, site_id) references interlab_cohort (id, site_id);
create index course_cohort on course (cohort_id) where cohort_id is not null;
select interra.version_table('course');
