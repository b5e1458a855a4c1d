-- InterAct before the first evening: partner venues, proposals with their steps and needs, workshops and their hosts.

create table venue (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid,
  name text not null,
  address text,
  -- ours, or at our disposal whenever we like: nobody is asked
  own boolean not null default false,
  contact_name text,
  email text,
  phone text,
  access_note text,
  cost_note text,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create trigger touch before update on venue for each row execute function interra.touch();
create index venue_list on venue (site_id, name, id);
select interra.wall('venue');

create table room (
  id uuid primary key,
  site_id uuid not null references site (id),
  venue_id uuid not null,
  name text not null,
  capacity int not null check (capacity between 1 and 10000),
  -- null: nobody checked yet
  step_free boolean,
  -- for one session; null: not known
  cost_cents int check (cost_cents >= 0),
  free_slots text,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (venue_id, site_id) references venue (id, site_id)
);
create index room_venue on room (venue_id);
create trigger touch before update on room for each row execute function interra.touch();
select interra.wall('room');

create table proposal (
  id uuid primary key,
  site_id uuid not null references site (id),
  status text not null default 'draft' check (status in
    ('draft', 'submitted', 'accompanied', 'on_hold', 'ready', 'converted', 'withdrawn', 'declined')),
  status_reason text,
  status_since timestamptz not null default now(),
  title text not null,
  about text,
  category_term_id uuid,
  languages text[] not null default '{}',
  wished_rhythm text,
  channel_term_id uuid,
  owner_account_id uuid references account (id),
  received_on date not null,
  submitted_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (category_term_id, site_id) references taxonomy_term (id, site_id),
  foreign key (channel_term_id, site_id) references taxonomy_term (id, site_id),
  check (status <> 'declined' or status_reason is not null)
);
create index proposal_list on proposal (site_id, status, received_on desc, id desc);
create trigger touch before update on proposal for each row execute function interra.touch();
select interra.wall('proposal');
select interra.version_table('proposal');

create table proposal_host (
  id uuid primary key,
  site_id uuid not null references site (id),
  proposal_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('lead', 'co')),
  created_at timestamptz not null default now(),
  constraint proposal_host_key unique (proposal_id, person_id),
  foreign key (proposal_id, site_id) references proposal (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id)
);
create index proposal_host_person on proposal_host (person_id);
select interra.wall('proposal_host');

-- Steps A to F of the founders: receive, train, commitment, venue, schedule, promote, first sessions, evaluate.
create table proposal_step (
  id uuid primary key,
  site_id uuid not null references site (id),
  proposal_id uuid not null,
  step text not null check (step in
    ('receive', 'train', 'commit', 'venue', 'schedule', 'promote', 'first_sessions', 'evaluate')),
  state text not null default 'todo' check (state in ('todo', 'done', 'waived')),
  reason text,
  owner_account_id uuid references account (id),
  -- null while it is to be computed from the proposal and its first session; set by hand, or kept once it is done
  due_on date,
  done_on date,
  minutes int not null default 0 check (minutes >= 0),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint proposal_step_key unique (proposal_id, step),
  foreign key (proposal_id, site_id) references proposal (id, site_id),
  check (state <> 'waived' or reason is not null),
  check ((state = 'done') = (done_on is not null))
);
create trigger touch before update on proposal_step for each row execute function interra.touch();
select interra.wall('proposal_step');
select interra.version_table('proposal_step');

create table proposal_need (
  id uuid primary key,
  site_id uuid not null references site (id),
  proposal_id uuid not null,
  kind text not null check (kind in ('room', 'material', 'public', 'other')),
  description text not null,
  covered_note text,
  covered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (proposal_id, site_id) references proposal (id, site_id)
);
create index proposal_need_proposal on proposal_need (proposal_id);
create trigger touch before update on proposal_need for each row execute function interra.touch();
select interra.wall('proposal_need');

create table workshop (
  id uuid primary key,
  site_id uuid not null references site (id),
  proposal_id uuid,
  title text not null,
  summary text,
  category_term_id uuid,
  languages text[] not null default '{}',
  capacity int not null check (capacity between 1 and 10000),
  room_id uuid,
  -- who of the team answers for it
  owner_account_id uuid references account (id),
  autonomy text not null default 'supervised' check (autonomy in ('supervised', 'co_led', 'supported', 'autonomous')),
  status text not null default 'draft' check (status in ('draft', 'published', 'paused', 'ended')),
  status_reason text,
  status_since timestamptz not null default now(),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint workshop_proposal_key unique (proposal_id),
  foreign key (proposal_id, site_id) references proposal (id, site_id),
  foreign key (category_term_id, site_id) references taxonomy_term (id, site_id),
  foreign key (room_id, site_id) references room (id, site_id),
  check ((status = 'draft') = (published_at is null))
);
create index workshop_list on workshop (site_id, status, title, id);
create trigger touch before update on workshop for each row execute function interra.touch();
select interra.wall('workshop');
select interra.version_table('workshop');

create table workshop_host (
  id uuid primary key,
  site_id uuid not null references site (id),
  workshop_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('lead', 'co')),
  trained_on date,
  commitment_signed_on date,
  commitment_text_version text,
  commitment_language text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint workshop_host_key unique (workshop_id, person_id),
  foreign key (workshop_id, site_id) references workshop (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  check ((commitment_signed_on is null) = (commitment_text_version is null)),
  check ((commitment_signed_on is null) = (commitment_language is null))
);
create index workshop_host_person on workshop_host (person_id);
create trigger touch before update on workshop_host for each row execute function interra.touch();
select interra.wall('workshop_host');
select interra.version_table('workshop_host');

-- Asking a partner for a room; the workshop may still be a proposal.
create table venue_request (
  id uuid primary key,
  site_id uuid not null references site (id),
  room_id uuid not null,
  proposal_id uuid,
  workshop_id uuid,
  status text not null default 'asked' check (status in ('asked', 'confirmed', 'refused', 'released', 'lapsed')),
  wished text not null,
  answer_due_on date,
  answer_note text,
  asked_at timestamptz not null default now(),
  asked_by uuid references account (id),
  answered_at timestamptz,
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (room_id, site_id) references room (id, site_id),
  foreign key (proposal_id, site_id) references proposal (id, site_id),
  foreign key (workshop_id, site_id) references workshop (id, site_id),
  check (proposal_id is not null or workshop_id is not null),
  check ((status = 'asked') = (answered_at is null))
);
-- nobody is asked twice for the same
create unique index venue_request_live on venue_request (room_id, coalesce(workshop_id, proposal_id))
  where status in ('asked', 'confirmed');
create index venue_request_proposal on venue_request (proposal_id);
create index venue_request_workshop on venue_request (workshop_id);
create trigger touch before update on venue_request for each row execute function interra.touch();
select interra.wall('venue_request');
select interra.version_table('venue_request');

-- A condition for publishing, waived by somebody with a reason. Withdrawing it keeps it.
create table condition_waiver (
  id uuid primary key,
  site_id uuid not null references site (id),
  workshop_id uuid not null,
  condition text not null check (condition in ('category_chosen', 'host_named', 'host_trained', 'commitment_signed',
    'room_confirmed', 'first_sessions_staffed')),
  reason text not null,
  waived_by uuid references account (id),
  waived_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  foreign key (workshop_id, site_id) references workshop (id, site_id)
);
create unique index condition_waiver_live on condition_waiver (workshop_id, condition) where withdrawn_at is null;
select interra.wall('condition_waiver');

-- Autonomy of a workshop over time: the team fades out.
create table autonomy_change (
  id uuid primary key,
  site_id uuid not null references site (id),
  workshop_id uuid not null,
  level text not null check (level in ('supervised', 'co_led', 'supported', 'autonomous')),
  from_on date not null,
  reason text,
  changed_by uuid references account (id),
  changed_at timestamptz not null default now(),
  foreign key (workshop_id, site_id) references workshop (id, site_id)
);
create index autonomy_change_workshop on autonomy_change (workshop_id, from_on);
select interra.wall('autonomy_change');
