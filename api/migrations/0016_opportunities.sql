-- Employers, their needs and introductions to them; experts, methods that were borrowed, networking.

-- The language in which one writes to the contact of a partner.
alter table partner add column contact_language text not null default 'fr'
  check (contact_language in ('fr', 'en', 'nl', 'ar'));

-- An employer is a partner of the type `employer`. What they look for: a job, an internship, a paid workshop, an order.
create table employer_need (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  kind text not null check (kind in ('job', 'internship', 'paid_workshop', 'order')),
  title text not null check (btrim(title) <> ''),
  about text,
  place text,
  places int not null default 1 check (places between 1 and 500),
  -- last day on which somebody may be introduced; null: until it is closed
  until_on date,
  closed_at timestamptz,
  closed_by uuid references account (id),
  closed_reason text check (btrim(closed_reason) <> ''),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  check ((closed_at is null) = (closed_reason is null))
);
create index employer_need_list on employer_need (site_id, created_at desc, id desc);
create index employer_need_partner on employer_need (partner_id);
create trigger touch before update on employer_need for each row execute function interra.touch();
select interra.wall('employer_need');
select interra.version_table('employer_need');

-- The words of the list by which members say what they can do.
create table employer_need_skill (
  need_id uuid not null,
  term_id uuid not null,
  site_id uuid not null references site (id),
  recorded_at timestamptz not null default now(),
  primary key (need_id, term_id),
  foreign key (need_id, site_id) references employer_need (id, site_id),
  foreign key (term_id, site_id) references taxonomy_term (id, site_id)
);
create index employer_need_skill_term on employer_need_skill (term_id);
select interra.wall('employer_need_skill');
select interra.version_table('employer_need_skill');

create table employer_need_language (
  need_id uuid not null,
  language text not null,
  site_id uuid not null references site (id),
  -- the least that is needed
  level text not null check (level in ('A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
  recorded_at timestamptz not null default now(),
  primary key (need_id, language),
  foreign key (need_id, site_id) references employer_need (id, site_id)
);
select interra.wall('employer_need_language');
select interra.version_table('employer_need_language');

-- The last answer of somebody about a purpose: true, false (refused or taken back), null (never asked).
create function interra.agreed(of_person uuid, about text) returns boolean
  language sql stable parallel safe set search_path = public, pg_temp
  as $$ select k.given and k.withdrawn_at is null from consent k
    where k.person_id = of_person and k.purpose = about order by k.created_at desc, k.id desc limit 1 $$;
grant execute on function interra.agreed(uuid, text) to interra_app;

-- Somebody is put in touch with an employer (machine `introduction`).
create table introduction (
  id uuid primary key,
  site_id uuid not null references site (id),
  need_id uuid not null,
  person_id uuid not null,
  status text not null default 'proposed' check (status in ('proposed', 'consented', 'sent', 'meeting', 'started',
    'followed_up', 'declined', 'lapsed')),
  status_since timestamptz not null default now(),
  status_reason text,
  declined_by text check (declined_by in ('person', 'employer', 'staff')),
  -- when they said yes to this very employer
  consented_on date,
  sent_at timestamptz,
  meeting_on date,
  started_on date,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (need_id, site_id) references employer_need (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  check ((status = 'declined') = (declined_by is not null)),
  check (status in ('proposed', 'declined', 'lapsed') or consented_on is not null),
  check (status not in ('sent', 'meeting', 'started', 'followed_up') or sent_at is not null),
  check (status not in ('meeting', 'started', 'followed_up') or meeting_on is not null),
  check (status not in ('started', 'followed_up') or started_on is not null),
  constraint introduction_started_after_meeting check (started_on >= meeting_on)
);
-- one at a time to the same need
create unique index introduction_open on introduction (need_id, person_id) where status not in ('declined', 'lapsed');
create index introduction_list on introduction (site_id, status, status_since desc, id desc);
create index introduction_person on introduction (person_id);
create trigger touch before update on introduction for each row execute function interra.touch();
select interra.wall('introduction');
select interra.version_table('introduction');

-- Nothing of somebody goes to an employer without their consent in force.
create function introduction_consent() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(interra.agreed(new.person_id, 'employer_introduction'), new.status = 'proposed') then
    raise exception 'no consent' using errcode = 'check_violation', constraint = 'introduction_consent';
  end if;
  return new;
end $$;
create trigger consent_needed before insert or update of status on introduction for each row
  when (new.status in ('proposed', 'consented', 'sent', 'meeting')) execute function introduction_consent();

-- A consent that is taken back, or refused, ends what is under way in the same transaction, whoever writes; a message that
-- did not leave stays here, and none keeps their name. Whoever has started has done so.
create function consent_ends_introductions() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  ended uuid[];
begin
  if not coalesce(interra.agreed(new.person_id, 'employer_introduction'), false) then
    with done as (
      update introduction set status = 'declined', declined_by = 'person', status_reason = 'consent_withdrawn',
        status_since = now()
      where person_id = new.person_id and status in ('proposed', 'consented', 'sent', 'meeting')
      returning id
    )
    select array_agg(id) into ended from done;
    update outbox_message
      set status = case when status = 'sent' then status else 'cancelled' end, payload = '{}'
      where dedupe_key = any (select 'introduction-sent:' || unnest(ended));
  end if;
  return null;
end $$;
create trigger ends_introductions after insert or update on consent for each row
  when (new.purpose = 'employer_introduction') execute function consent_ends_introductions();

-- How it goes 3, 6 and 12 months after the start. No answer is an outcome, and is counted.
create table introduction_follow_up (
  introduction_id uuid not null,
  month int not null check (month in (3, 6, 12)),
  site_id uuid not null references site (id),
  due_on date not null,
  outcome text check (outcome in ('still_there', 'moved_on', 'stopped', 'no_answer')),
  answered_on date,
  recorded_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  primary key (introduction_id, month),
  foreign key (introduction_id, site_id) references introduction (id, site_id),
  check ((outcome is null) = (answered_on is null))
);
create index introduction_follow_up_due on introduction_follow_up (site_id, due_on) where outcome is null;
select interra.wall('introduction_follow_up');
select interra.version_table('introduction_follow_up');

-- What somebody offers to those whom InterLab accompanies: in which fields, how many hours a month, from when to when.
create table expert (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  -- the organisation that lends them
  partner_id uuid,
  fields text[] not null check (cardinality(fields) > 0 and fields <@ array['accounting', 'finance', 'communication',
    'sales', 'legal', 'digital', 'human_resources', 'production', 'food', 'strategy']),
  languages text[] not null default '{}',
  hours_a_month int not null check (hours_a_month between 1 and 200),
  starts_on date not null,
  -- last day; null: until told otherwise
  ends_on date check (ends_on >= starts_on),
  note text,
  removed_at timestamptz,
  removed_by uuid references account (id),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create unique index expert_once on expert (person_id) where removed_at is null;
create trigger touch before update on expert for each row execute function interra.touch();
select interra.wall('expert');
select interra.version_table('expert');

-- A tool that was borrowed somewhere, and each version that was made of it: what was changed, why, what came of it.
create table method (
  id uuid primary key,
  site_id uuid not null references site (id),
  name text not null check (btrim(name) <> ''),
  borrowed_from text not null check (btrim(borrowed_from) <> ''),
  about text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint method_name_key unique (site_id, name)
);
create trigger touch before update on method for each row execute function interra.touch();
select interra.wall('method');

create table method_version (
  id uuid primary key,
  site_id uuid not null references site (id),
  method_id uuid not null,
  -- 1: as it was borrowed
  number int not null check (number > 0),
  changed text check (btrim(changed) <> ''),
  why text check (btrim(why) <> ''),
  used_from date not null,
  verdict text check (verdict in ('keep', 'adapt', 'drop')),
  verdict_on date,
  verdict_note text,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint method_version_number unique (method_id, number),
  foreign key (method_id, site_id) references method (id, site_id),
  check (number = 1 or (changed is not null and why is not null)),
  check ((verdict is null) = (verdict_on is null)),
  constraint method_verdict_after_use check (verdict_on >= used_from)
);
create trigger touch before update on method_version for each row execute function interra.touch();
select interra.wall('method_version');

-- Entrepreneurs meet each other, or people who may help: an encounter of everybody who was there.
create table networking_event (
  id uuid primary key,
  site_id uuid not null references site (id),
  kind text not null check (kind in ('networking', 'peer_exchange')),
  title text not null check (btrim(title) <> ''),
  held_on date not null,
  place text,
  -- people who were there and whose name is not known: they weigh in the encounter, and are nobody's contact
  heads int not null default 0 check (heads between 0 and 5000),
  removed_at timestamptz,
  removed_by uuid references account (id),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id)
);
create index networking_event_list on networking_event (site_id, held_on desc, id desc);
create trigger touch before update on networking_event for each row execute function interra.touch();
select interra.wall('networking_event');
select interra.version_table('networking_event');

create table networking_presence (
  event_id uuid not null,
  person_id uuid not null,
  site_id uuid not null references site (id),
  created_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  primary key (event_id, person_id),
  foreign key (event_id, site_id) references networking_event (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id)
);
create index networking_presence_person on networking_presence (person_id);
select interra.wall('networking_presence');
select interra.version_table('networking_presence');

-- As in 0010_duos.sql, with what ties those who were at the same networking event.
create or replace function interra.locals_tied(newcomer uuid, partner uuid, first_day date, day_after date) returns int
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
        union all
        select b.person_id, e.held_on, 1::numeric / (everybody.n - 1)
        from networking_presence a
        join networking_event e on e.id = a.event_id and e.removed_at is null
        join networking_presence b on b.event_id = a.event_id and b.person_id <> a.person_id
        cross join lateral (
          select count(*) + e.heads as n from networking_presence c where c.event_id = e.id
        ) everybody
        where a.person_id = locals_tied.newcomer
          and e.held_on >= locals_tied.first_day and e.held_on < locals_tied.day_after
      ) met
      where met.person_id <> locals_tied.partner
      group by met.person_id
      -- thirds add up to one
      having round(sum(met.tie), 9) >= 1 and interra.group_at(met.person_id, max(met.met_on)) = 'local'
    ) tied
  $$;
