-- Juries: cohorts that fill up, applications by link, rounds, jurors, reviews, votes, decisions.

-- A cohort never holds more people admitted than it has places: who is admitted waits for whoever is admitted before them.
create function application_place() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  places int;
begin
  select capacity into places from interlab_cohort where id = new.cohort_id for no key update;
  if (select count(*) from application where cohort_id = new.cohort_id and status = 'admitted' and id <> new.id) >= places then
    raise exception 'no place left' using errcode = 'check_violation', constraint = 'interlab_cohort_full';
  end if;
  return new;
end $$;
create trigger application_place before insert or update of status, cohort_id on application for each row
  when (new.status = 'admitted' and new.cohort_id is not null) execute function application_place();

create function interlab_cohort_capacity() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select count(*) from application where cohort_id = new.id and status = 'admitted') > new.capacity then
    raise exception 'more are admitted' using errcode = 'check_violation', constraint = 'interlab_cohort_capacity';
  end if;
  return new;
end $$;
create trigger interlab_cohort_capacity before update of capacity on interlab_cohort for each row
  when (new.capacity is not null) execute function interlab_cohort_capacity();

-- Who writes an application without an account does so by a link: its hash alone is kept.
create table application_link (
  id uuid primary key,
  site_id uuid not null references site (id),
  application_id uuid not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  created_by uuid references account (id),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  unique (id, site_id),
  foreign key (application_id, site_id) references application (id, site_id),
  check (expires_at > created_at)
);
create unique index application_link_one on application_link (application_id) where revoked_at is null;
select interra.wall('application_link');

create table jury_round (
  id uuid primary key,
  site_id uuid not null references site (id),
  cohort_id uuid,
  name text not null check (btrim(name) <> ''),
  held_on date not null,
  quorum int not null default 3 check (quorum between 3 and 30),
  status text not null default 'preparing' check (status in ('preparing', 'scoring', 'closed')),
  status_since timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (cohort_id, site_id) references interlab_cohort (id, site_id)
);
create index jury_round_list on jury_round (site_id, held_on desc, id desc);
create index jury_round_cohort on jury_round (cohort_id) where cohort_id is not null;
create trigger touch before update on jury_round for each row execute function interra.touch();
select interra.wall('jury_round');
select interra.version_table('jury_round');

-- The weights of a round: changed, they become another sheet, and what the one before gave is kept with it.
create table jury_sheet (
  id uuid primary key,
  site_id uuid not null references site (id),
  round_id uuid not null,
  number int not null check (number > 0),
  weights jsonb not null check (jsonb_typeof(weights) = 'object'),
  -- by application: total, spread and number of reviews when another sheet took its place
  kept jsonb check (jsonb_typeof(kept) = 'array'),
  created_at timestamptz not null,
  created_by uuid references account (id),
  unique (id, site_id),
  unique (round_id, number),
  foreign key (round_id, site_id) references jury_round (id, site_id)
);
select interra.wall('jury_sheet');

create table jury_member (
  id uuid primary key,
  site_id uuid not null references site (id),
  round_id uuid not null,
  person_id uuid not null,
  -- null: our own house
  partner_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  removed_at timestamptz,
  removed_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (id, round_id),
  foreign key (round_id, site_id) references jury_round (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create unique index jury_member_once on jury_member (round_id, person_id) where removed_at is null;
create index jury_member_person on jury_member (person_id);
create trigger touch before update on jury_member for each row execute function interra.touch();
select interra.wall('jury_member');
select interra.version_table('jury_member');

create table jury_dossier (
  round_id uuid not null,
  application_id uuid not null,
  site_id uuid not null references site (id),
  -- what jurors call it by
  number int not null check (number > 0),
  created_at timestamptz not null default now(),
  primary key (round_id, application_id),
  constraint jury_dossier_number unique (round_id, number),
  foreign key (round_id, site_id) references jury_round (id, site_id),
  foreign key (application_id, site_id) references application (id, site_id)
);
create index jury_dossier_application on jury_dossier (application_id);
select interra.wall('jury_dossier');

-- Why somebody may not judge an application, as far as the records tell; null when nothing does.
-- Employers stand in a later file: plpgsql looks for them when it is asked.
-- `as_of`: what began later does not count, so that a review stays what it was when its juror becomes a coach.
create function interra.jury_conflict(judged uuid, juror uuid, sent_for uuid, as_of timestamptz default 'infinity')
  returns text
  language plpgsql stable set search_path = public, pg_temp as $$
declare
  people uuid[] := array(select a.person_id from application a where a.id = judged
    union select f.person_id from application_founder f where f.application_id = judged);
begin
  return case
    when exists (select from application a where a.id = judged and a.person_id = juror) then 'same_person'
    when juror = any (people) then 'founder'
    when exists (select from circle_member c join incubation i on i.id = c.incubation_id
      where c.person_id = juror and c.starts_on <= as_of::date and (i.application_id = judged or i.person_id = any (people))) then 'circle'
    when exists (select from duo d where d.status not in ('proposed', 'declined', 'expired', 'superseded')
      and coalesce(greatest(d.newcomer_accepted_at, d.local_accepted_at), d.proposed_at) <= as_of
      and ((d.newcomer_id = juror and d.local_id = any (people))
        or (d.local_id = juror and d.newcomer_id = any (people)))) then 'duo'
    when exists (select from person p where p.id = any (people) and p.referrer_partner_id = sent_for) then 'sending_partner'
    when exists (select from introduction i join employer_need n on n.id = i.need_id
      -- before it is sent the employer does not know of them, and standing aside would tell; after it, whatever came of it
      where n.partner_id = sent_for and i.person_id = any (people) and i.sent_at <= as_of)
      then 'future_employer'
  end;
end $$;
grant execute on function interra.jury_conflict(uuid, uuid, uuid, timestamptz) to interra_app;

-- What one juror says of one dossier (machine `review`).
create table jury_review (
  id uuid primary key,
  site_id uuid not null references site (id),
  round_id uuid not null,
  application_id uuid not null,
  member_id uuid not null,
  status text not null default 'assigned' check (status in ('assigned', 'submitted', 'recused', 'missed')),
  status_since timestamptz not null,
  -- why they do not judge it: detected by the records, or declared
  conflict text check (conflict in ('same_person', 'founder', 'circle', 'duo', 'sending_partner', 'family', 'friend', 'work',
    'business', 'future_employer', 'other')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint jury_review_once unique (application_id, round_id, member_id),
  foreign key (round_id, application_id) references jury_dossier (round_id, application_id),
  foreign key (member_id, round_id) references jury_member (id, round_id),
  foreign key (member_id, site_id) references jury_member (id, site_id),
  foreign key (application_id, site_id) references application (id, site_id),
  check ((status = 'recused') = (conflict is not null))
);
create index jury_review_member on jury_review (member_id);
create index jury_review_round on jury_review (round_id);
create trigger touch before update on jury_review for each row execute function interra.touch();
select interra.wall('jury_review');
select interra.version_table('jury_review');

-- What a juror has scored so far is theirs alone until it is submitted: a table of its own, without history beside it.
create table jury_review_draft (
  review_id uuid primary key,
  site_id uuid not null references site (id),
  scores jsonb not null check (jsonb_typeof(scores) = 'array'),
  foreign key (review_id, site_id) references jury_review (id, site_id)
);
select interra.wall('jury_review_draft');

-- What was submitted, for good: a correction is another one, and the last one counts.
create table jury_score (
  review_id uuid not null,
  number int not null check (number > 0),
  criterion text not null check (criterion in ('person', 'strengths', 'value', 'feasibility', 'inclusion', 'fit', 'conditions')),
  site_id uuid not null references site (id),
  score int not null check (score between 0 and 4),
  comment text,
  submitted_at timestamptz not null,
  primary key (review_id, number, criterion),
  foreign key (review_id, site_id) references jury_review (id, site_id),
  constraint jury_score_comment check (score > 1 or btrim(coalesce(comment, '')) <> '')
);
select interra.wall('jury_score');
create function jury_final() returns trigger language plpgsql as $$
begin
  raise exception 'what was submitted stays' using errcode = 'check_violation', constraint = 'jury_final';
end $$;
create trigger jury_final before update or delete on jury_score for each row execute function jury_final();

create table jury_decision (
  id uuid primary key,
  site_id uuid not null references site (id),
  round_id uuid not null,
  application_id uuid not null,
  outcome text not null check (outcome in ('admitted', 'admitted_with_conditions', 'waitlisted', 'redirected', 'refused')),
  -- what the scores proposed on that day, by which weights
  sheet_id uuid not null,
  total numeric(5, 2) not null check (total between 0 and 100),
  spread numeric(5, 2),
  reviews int not null,
  proposal text not null check (proposal in ('admit', 'discuss', 'redirect')),
  reason text,
  deviation_reason text,
  partner_id uuid,
  feedback text not null check (btrim(feedback) <> ''),
  decided_at timestamptz not null,
  decided_by uuid references account (id),
  communicated_at timestamptz check (communicated_at >= decided_at),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (round_id, application_id) references jury_dossier (round_id, application_id),
  foreign key (application_id, site_id) references application (id, site_id),
  foreign key (sheet_id, site_id) references jury_sheet (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  constraint jury_decision_reason check (outcome not in ('refused', 'redirected') or btrim(coalesce(reason, '')) <> ''),
  constraint jury_decision_partner check ((outcome = 'redirected') = (partner_id is not null)),
  constraint jury_decision_deviation check (btrim(coalesce(deviation_reason, '')) <> '' or proposal = 'discuss'
    or (proposal = 'admit' and outcome in ('admitted', 'admitted_with_conditions'))
    or (proposal = 'redirect' and outcome in ('redirected', 'refused')))
);
create index jury_decision_application on jury_decision (application_id, decided_at desc, id desc);
create index jury_decision_round on jury_decision (round_id);
create trigger touch before update on jury_decision for each row execute function interra.touch();
select interra.wall('jury_decision');
select interra.version_table('jury_decision');

-- What somebody who was admitted with conditions has still to do, one by one, and when it was met.
create table jury_condition (
  id uuid primary key,
  site_id uuid not null references site (id),
  decision_id uuid not null,
  number int not null check (number > 0),
  content text not null check (btrim(content) <> ''),
  due_on date not null,
  met_on date,
  -- who noted it
  met_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  unique (decision_id, number),
  foreign key (decision_id, site_id) references jury_decision (id, site_id),
  check (met_by is null or met_on is not null)
);
create trigger touch before update on jury_condition for each row execute function interra.touch();
select interra.wall('jury_condition');
select interra.version_table('jury_condition');

-- Conditions stand with the one outcome that has them; asked when both are written.
create function jury_decision_conditions() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from jury_decision d where d.id = new.id and (d.outcome = 'admitted_with_conditions')
      is distinct from exists (select from jury_condition c where c.decision_id = d.id)) then
    raise exception 'conditions' using errcode = 'check_violation', constraint = 'jury_decision_conditions';
  end if;
  return null;
end $$;
create constraint trigger jury_decision_conditions after insert on jury_decision deferrable initially deferred
  for each row execute function jury_decision_conditions();

create table jury_vote (
  decision_id uuid not null,
  member_id uuid not null,
  site_id uuid not null references site (id),
  vote text not null check (vote in ('for', 'against', 'abstained')),
  primary key (decision_id, member_id),
  foreign key (decision_id, site_id) references jury_decision (id, site_id),
  foreign key (member_id, site_id) references jury_member (id, site_id)
);
select interra.wall('jury_vote');
create trigger jury_final before update or delete on jury_vote for each row execute function jury_final();

-- Nobody submits who may not judge, and nobody after the decision: both sides hold the dossier first.
create function jury_review_allowed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  judged record;
begin
  perform from jury_dossier d join jury_review r on r.round_id = d.round_id and r.application_id = d.application_id
    where r.id = new.review_id for no key update of d;
  select r.round_id, r.application_id, m.person_id, m.partner_id into judged
    from jury_review r join jury_member m on m.id = r.member_id where r.id = new.review_id;
  if exists (select from jury_decision d where d.round_id = judged.round_id and d.application_id = judged.application_id) then
    raise exception 'already decided' using errcode = 'check_violation', constraint = 'jury_review_open';
  end if;
  if interra.jury_conflict(judged.application_id, judged.person_id, judged.partner_id) is not null then
    raise exception 'a conflict of interest' using errcode = 'check_violation', constraint = 'jury_review_conflict';
  end if;
  return new;
end $$;
create trigger jury_review_allowed before insert on jury_score for each row execute function jury_review_allowed();

-- Invariant 8: a quorum of reviews by people who may judge, of two organisations at least. `jury_counts` says which count.
create function interra.jury_counts(reviewed jury_review) returns boolean
  language sql stable set search_path = public, pg_temp as $$
  select reviewed.status = 'submitted' and m.removed_at is null
      and interra.jury_conflict(reviewed.application_id, m.person_id, m.partner_id, reviewed.status_since) is null
    from jury_member m where m.id = reviewed.member_id
$$;
grant execute on function interra.jury_counts(jury_review) to interra_app;

create function jury_decision_allowed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  counted int;
  organisations int;
begin
  perform from jury_dossier where round_id = new.round_id and application_id = new.application_id for no key update;
  select count(*), count(distinct coalesce(m.partner_id, '00000000-0000-0000-0000-000000000000'))
    into counted, organisations
    from jury_review r join jury_member m on m.id = r.member_id
    where r.round_id = new.round_id and r.application_id = new.application_id and interra.jury_counts(r);
  if counted < (select quorum from jury_round where id = new.round_id) then
    raise exception 'no quorum' using errcode = 'check_violation', constraint = 'jury_decision_quorum';
  end if;
  if organisations < 2 then
    raise exception 'one organisation' using errcode = 'check_violation', constraint = 'jury_decision_organisations';
  end if;
  if new.reviews <> counted then
    raise exception 'other reviews' using errcode = 'check_violation', constraint = 'jury_decision_reviews';
  end if;
  return new;
end $$;
create trigger jury_decision_allowed before insert on jury_decision for each row execute function jury_decision_allowed();

-- Only those vote whose review counts.
create function jury_vote_allowed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from jury_decision d
      join jury_review r on r.round_id = d.round_id and r.application_id = d.application_id and r.member_id = new.member_id
      where d.id = new.decision_id and interra.jury_counts(r)) then
    raise exception 'may not vote' using errcode = 'check_violation', constraint = 'jury_vote_allowed';
  end if;
  return new;
end $$;
create trigger jury_vote_allowed before insert on jury_vote for each row execute function jury_vote_allowed();
