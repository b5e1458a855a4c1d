-- Webhooks: where partners want to be told, what they were told, and each try of it.

create table webhook_endpoint (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null default false,
  url text not null,
  -- sealed; the second one while a secret is replaced
  secret text not null,
  old_secret text,
  old_secret_until timestamptz,
  types text[] not null check (cardinality(types) > 0),
  status text not null default 'active' check (status in ('active', 'disabled')),
  disabled_because text check (disabled_because in ('gone', 'failing', 'partner', 'staff')),
  failing_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  check ((status = 'disabled') = (disabled_because is not null))
);
create index webhook_endpoint_partner on webhook_endpoint (partner_id);
create trigger touch before update on webhook_endpoint for each row execute function interra.touch();
select interra.partner_wall('webhook_endpoint');

-- Each step is told to each of them in the transaction of the step: ten at most, or whoever takes the step waits.
create function webhook_endpoint_ten() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('webhook_endpoint ' || new.partner_id, 0));
  if (select count(*) from webhook_endpoint where partner_id = new.partner_id and is_test = new.is_test and id <> new.id
      and status = 'active') >= 10 then
    raise exception 'ten endpoints on' using errcode = 'check_violation', constraint = 'webhook_endpoint_ten';
  end if;
  return new;
end $$;
create trigger webhook_endpoint_ten before insert or update of status on webhook_endpoint for each row
  when (new.status = 'active') execute function webhook_endpoint_ten();

-- What happened, told thinly: what it is about is fetched with the key. `subject_seq` orders what is about one record.
create table webhook_event (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null,
  type text not null,
  subject_id uuid,
  subject_seq int not null default 0,
  body text not null,
  at timestamptz not null,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create index webhook_event_partner on webhook_event (partner_id, is_test, at);
select interra.partner_wall('webhook_event');

create table webhook_delivery (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  due_at timestamptz not null,
  last_status int,
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  unique (id, site_id),
  unique (endpoint_id, event_id),
  foreign key (endpoint_id, site_id) references webhook_endpoint (id, site_id),
  foreign key (event_id, site_id) references webhook_event (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create index webhook_delivery_due on webhook_delivery (due_at) where status = 'waiting';
create index webhook_delivery_event on webhook_delivery (event_id);
create index webhook_delivery_partner on webhook_delivery (partner_id, is_test, created_at);
select interra.partner_wall('webhook_delivery');

-- What the partner may read of a step is told in the transaction of the step, to each endpoint that asked for it. Whoever
-- did not agree to feedback is not told about.
create function webhook_tell() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  told uuid := gen_random_uuid();
  kind text := 'referral.' || new.partner_status;
  thin text;
  hook uuid;
begin
  select json_build_object('type', kind, 'timestamp', to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', json_build_object('id', r.id, 'partnerReference', r.partner_reference, 'status', new.partner_status))::text
    into thin from referral r where r.id = new.referral_id and r.feedback;
  if thin is null then return null; end if;
  insert into webhook_event (id, site_id, partner_id, is_test, type, subject_id, subject_seq, body, at)
  values (told, new.site_id, new.partner_id, new.is_test, kind, new.referral_id, new.seq, thin, new.at);
  for hook in
    insert into webhook_delivery (id, site_id, partner_id, is_test, endpoint_id, event_id, due_at)
    select gen_random_uuid(), e.site_id, e.partner_id, e.is_test, e.id, told, new.at from webhook_endpoint e
    where e.partner_id = new.partner_id and e.is_test = new.is_test and e.status = 'active' and kind = any (e.types)
    returning endpoint_id
  loop
    perform interra.enqueue('deliver-webhooks', json_build_object('endpointId', hook), job_key => 'webhook:' || hook);
  end loop;
  return null;
end $$;
create trigger webhook_tell after insert on referral_event for each row
  when (new.partner_status is not null) execute function webhook_tell();

-- The feed of referrals tells changes in the order of the transactions that made them. Numbers of transactions mean
-- nothing to another server, nor to this one once it was set back: whose numbers they are stands here.
create table feed_origin (
  id uuid primary key,
  counter text not null unique
);
create function interra.feed_counter() returns text language sql stable as $$
  select (select system_identifier from pg_control_system()) || '.' || (select timeline_id from pg_control_checkpoint())
    || '.' || (select oid from pg_database where datname = current_database())
$$;
revoke execute on function interra.feed_counter() from public;
grant execute on function interra.feed_counter() to interra_app;
