-- Referrals: what a partner sent about somebody, what became of it, and whom we send elsewhere.

-- The rules that a new site starts with, for the sites there are.
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
insert into policy (id, site_id, key, value, starts_on)
select gen_random_uuid(), s.id, p.key, p.value, '1900-01-01'
from site s, (values ('referral_reminder_days', '10'::jsonb), ('referral_expiry_days', '30')) as p (key, value)
on conflict do nothing;

create table referral (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null default false,
  channel text not null check (channel in ('api', 'form', 'csv', 'staff_entry')),
  -- unique for a partner, opaque
  partner_reference text not null check (partner_reference ~ '^[A-Za-z0-9._:-]{1,64}$'),
  body_hash text not null,
  -- as it was sent; emptied 30 days after a withdrawal
  received jsonb,
  agent_id uuid,
  key_id uuid references api_key (id),
  entered_by uuid references account (id),
  status text not null default 'received' check (status in ('received', 'under_review', 'needs_info', 'accepted', 'waitlisted',
    'declined', 'linked', 'contacted', 'first_meeting_set', 'engaged', 'closed', 'withdrawn', 'expired', 'transferred')),
  status_since timestamptz not null,
  seq int not null default 0,
  -- what the partner reads when feedback was agreed to
  partner_status text not null default 'received' check (partner_status in ('received', 'in_review', 'need_information',
    'accepted', 'waiting_list', 'declined', 'started', 'ended')),
  feedback boolean not null,
  programmes text[] not null default '{}',
  person_id uuid,
  -- the open referral of the same need that this one joins; the partner sees `in_review`
  linked_to uuid,
  previous_id uuid,
  owner_id uuid references account (id),
  referred_at timestamptz not null,
  received_at timestamptz not null,
  valid_until date,
  -- the clock of the answer stands while we wait for information
  answered_at timestamptz,
  waited_seconds int not null default 0,
  first_reminded_at timestamptz,
  reminded_at timestamptz,
  reminders int not null default 0,
  -- when somebody looks at the waiting list again, and what was agreed with the person
  review_on date,
  first_meeting_on date,
  first_presence_on date,
  outcome text check (outcome in ('completed', 'moved', 'work_or_training', 'lost_contact', 'no_longer_interested', 'unreachable')),
  withdrawn_by text check (withdrawn_by in ('person', 'partner', 'staff')),
  withdrawn_at timestamptz,
  wiped_at timestamptz,
  -- the transaction that last changed what the partner reads: a feed tells nothing that an older one may still precede
  changed_by_transaction xid8 not null default pg_current_xact_id(),
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  constraint referral_reference unique (partner_id, is_test, partner_reference),
  foreign key (partner_id, site_id) references partner (id, site_id),
  foreign key (agent_id, site_id) references partner_agent (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (linked_to, site_id) references referral (id, site_id),
  foreign key (previous_id, site_id) references referral (id, site_id),
  check ((status = 'linked') = (linked_to is not null)),
  check ((status = 'closed') = (outcome is not null)),
  check ((status = 'withdrawn') <= (withdrawn_by is not null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check ((received is null) = (wiped_at is not null)),
  -- nobody invented is ever a member
  check (not is_test or person_id is null)
);
create index referral_inbox on referral (site_id, received_at) where not is_test;
create index referral_person on referral (person_id) where person_id is not null;
create index referral_feed on referral (partner_id, is_test, changed_by_transaction, id);
create trigger touch before update on referral for each row execute function interra.touch();

-- What only we see of it is no change for the partner, who would learn from the feed that something happened.
create function referral_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or interra.partner() is not null or new.changed_by_transaction <> old.changed_by_transaction
    or (new.partner_status, new.received, new.feedback, new.wiped_at)
      is distinct from (old.partner_status, old.received, old.feedback, old.wiped_at) then
    new.changed_by_transaction := pg_current_xact_id();
    new.changed_at := now();
  else
    new.changed_by_transaction := old.changed_by_transaction;
    new.changed_at := old.changed_at;
  end if;
  return new;
end $$;
create trigger changed before insert or update on referral for each row execute function referral_changed();
select interra.partner_wall('referral');
select interra.version_table('referral');

-- Whoever takes back, or refuses later, that those who sent them hear of it is told about no more from then on.
create function referral_feedback_ended() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update referral set feedback = false where person_id = new.person_id and feedback;
  return null;
end $$;
create trigger feedback_ended after insert or update on consent for each row
  when (new.purpose = 'referral_feedback' and (not new.given or new.withdrawn_at is not null))
  execute function referral_feedback_ended();

-- Each step of a referral, in order. `note` and `reasons` are ours; the partner reads `partner_status`, when it is set.
-- `said` passes between the two: the question, the information given, the words of a refusal.
create table referral_event (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null,
  referral_id uuid not null,
  seq int not null,
  from_status text,
  to_status text not null,
  partner_status text,
  reasons text[] not null default '{}',
  note text,
  said text,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'partner', 'person', 'system')),
  actor_id uuid,
  unique (id, site_id),
  unique (referral_id, seq),
  foreign key (referral_id, site_id) references referral (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
select interra.partner_wall('referral_event');

-- Whom we send to a service of a partner, with their consent, until we know what became of it.
create table outgoing_referral (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  partner_id uuid not null,
  agent_id uuid not null,
  service text not null check (btrim(service) <> ''),
  message text,
  status text not null default 'prepared' check (status in ('prepared', 'sent', 'accepted', 'started', 'closed', 'declined',
    'lapsed', 'withdrawn')),
  status_since timestamptz not null,
  -- what the person agreed that the partner reads, and how they said so
  shares text[] not null default '{}' check (shares <@ array['name', 'phone', 'email', 'language']),
  consent_on date,
  consent_method text check (consent_method in ('written', 'oral', 'oral_interpreter', 'digital')),
  consent_language text,
  reason text,
  outcome text check (outcome in ('served', 'stopped', 'lost_contact')),
  answer_due_on date,
  reminded_at timestamptz,
  -- the person knows that the partner said no, or nothing
  told_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  foreign key (agent_id, site_id) references partner_agent (id, site_id),
  check ((consent_on is null) = (consent_method is null) and (consent_on is null) = (consent_language is null)),
  -- nothing leaves without a consent, and nothing stays of what was taken back
  check (status in ('prepared', 'withdrawn') or (consent_on is not null and cardinality(shares) > 0)),
  check (status <> 'withdrawn' or (message is null and shares = '{}')),
  check ((status = 'declined') <= (reason is not null)),
  check ((status = 'closed') = (outcome is not null)),
  check ((status in ('prepared', 'withdrawn')) or answer_due_on is not null),
  check (told_at is null or status in ('declined', 'lapsed'))
);
create index outgoing_referral_list on outgoing_referral (site_id, created_at);
create index outgoing_referral_person on outgoing_referral (person_id);
create index outgoing_referral_partner on outgoing_referral (partner_id);
create trigger touch before update on outgoing_referral for each row execute function interra.touch();
select interra.wall('outgoing_referral');
select interra.version_table('outgoing_referral');

-- A link for people without an account: the form of a partner, one referral to follow, or one of ours to answer. Its hash alone is kept.
create table referral_link (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  purpose text not null check (purpose in ('form', 'follow', 'outgoing')),
  referral_id uuid,
  outgoing_id uuid,
  agent_id uuid,
  token_hash text not null unique,
  language text not null default 'fr',
  created_at timestamptz not null,
  created_by uuid references account (id),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  foreign key (referral_id, site_id) references referral (id, site_id),
  foreign key (outgoing_id, site_id) references outgoing_referral (id, site_id),
  foreign key (agent_id, site_id) references partner_agent (id, site_id),
  check ((purpose = 'follow') = (referral_id is not null)),
  check ((purpose = 'outgoing') = (outgoing_id is not null)),
  check (expires_at > created_at)
);
create index referral_link_partner on referral_link (partner_id) where revoked_at is null;
create index referral_link_outgoing on referral_link (outgoing_id) where outgoing_id is not null;
select interra.wall('referral_link');

-- Empties what was withdrawn before an instant: what was received, what was written about it, and what was kept of both.
-- That there was one, from whom and when stays, for the counts. Answers how many.
create function interra.wipe_referrals(before timestamptz, wiped timestamptz) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  done uuid[];
begin
  with emptied as (
    update referral set received = null, body_hash = '', wiped_at = wiped
    where withdrawn_at < before and received is not null returning id)
  select coalesce(array_agg(id), '{}') into done from emptied;
  update history.referral set received = null, body_hash = '' where id = any (done);
  update referral_event set note = null, said = null where referral_id = any (done);
  delete from outbox_message m using unnest(done) as d (id) where m.dedupe_key like 'referral:' || d.id || ':%';
  return cardinality(done);
end $$;
revoke execute on function interra.wipe_referrals(timestamptz, timestamptz) from public;
grant execute on function interra.wipe_referrals(timestamptz, timestamptz) to interra_app;

-- Empties what was written to a partner about somebody who took it back: what was kept of it, and the mails with its link.
create function interra.wipe_outgoing(outgoing uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update history.outgoing_referral set message = null, shares = '{}' where id = outgoing;
  delete from outbox_message where dedupe_key like 'outgoing:' || outgoing || ':%';
$$;
revoke execute on function interra.wipe_outgoing(uuid) from public;
grant execute on function interra.wipe_outgoing(uuid) to interra_app;

-- What was kept of the referrals that a partner tried in its sandbox: of nobody but who asks.
create function interra.empty_sandbox() returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from history.referral where partner_id = interra.partner() and is_test and interra.sandbox();
$$;
revoke execute on function interra.empty_sandbox() from public;
grant execute on function interra.empty_sandbox() to interra_app;
