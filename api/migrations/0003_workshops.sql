-- InterAct before the first evening: partner venues, proposals with their steps and needs, workshops and their hosts.

create table venue (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid,
  name text not null,
  address text,
  step_free boolean,
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
select interra.wall('venue');

create table room (
  id uuid primary key,
  site_id uuid not null references site (id),
  venue_id uuid not null,
  name text not null,
  capacity int not null check (capacity between 1 and 10000),
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
  foreign key (channel_term_id, site_id) references taxonomy_term (id, site_id)
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
  check (state <> 'waived' or reason is not null)
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
  autonomy text not null default 'supervised' check (autonomy in ('supervised', 'co_led', 'supported', 'autonomous')),
  status text not null default 'draft' check (status in ('draft', 'published', 'paused', 'ended')),
  status_reason text,
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
  foreign key (room_id, site_id) references room (id, site_id)
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
  foreign key (person_id, site_id) references person (id, site_id)
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
  check (proposal_id is not null or workshop_id is not null)
);
create index venue_request_proposal on venue_request (proposal_id);
create index venue_request_workshop on venue_request (workshop_id);
create trigger touch before update on venue_request for each row execute function interra.touch();
select interra.wall('venue_request');
select interra.version_table('venue_request');

-- A condition for publishing, waived by somebody with a reason.
create table condition_waiver (
  id uuid primary key,
  site_id uuid not null references site (id),
  workshop_id uuid not null,
  condition text not null,
  reason text not null,
  waived_by uuid references account (id),
  waived_at timestamptz not null default now(),
  constraint condition_waiver_key unique (workshop_id, condition),
  foreign key (workshop_id, site_id) references workshop (id, site_id)
);
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
