-- What every table stands on: the application's role, the second wall, history, and the platform's own tables.
-- Nothing here is newer than PostgreSQL 15. docs/adr/0005-two-walls.md and 0006-history-by-trigger.md say why.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

-- Roles belong to the whole cluster: two databases of one cluster may be migrated at the same moment.
do $$
begin
  if not exists (select from pg_roles where rolname = 'interra_app') then
    create role interra_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then
    null;
  when insufficient_privilege then
    raise exception 'the role interra_app is missing and the user % may not make it', session_user
      using hint = format('A superuser runs once: create role interra_app nologin; grant interra_app to %I;', session_user);
end $$;
do $$
begin
  set local role interra_app;
  reset role;
exception when insufficient_privilege then
  begin
    execute format('grant interra_app to %I', session_user);
  exception when insufficient_privilege then
    raise exception 'the user % may not become interra_app', session_user
      using hint = format('A superuser runs once: grant interra_app to %I;', session_user);
  end;
end $$;

create schema interra;
create schema history;
create schema as_known;
grant usage on schema public, interra, history, as_known to interra_app;
-- What is not behind the wall (accounts, sites, switches) is open to the application unless a migration revokes it.
alter default privileges in schema public grant select, insert, update, delete on tables to interra_app;

-- The scope of a connection ---------------------------------------------------------------------------------------

-- The sites this connection may touch; none when nothing was set.
create function interra.sites() returns uuid[]
  language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('interra.sites', true), ''), '{}')::uuid[] $$;

-- The account (or key) that acts; null for nobody signed in and for jobs.
create function interra.actor() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('interra.actor', true), '')::uuid $$;

create function interra.request() returns text
  language sql stable parallel safe
  as $$ select nullif(current_setting('interra.request', true), '') $$;

-- The instant a report looks back from ("as known on").
create function interra.as_known() returns timestamptz
  language sql stable parallel safe
  as $$ select current_setting('interra.as_known')::timestamptz $$;

-- The second wall -------------------------------------------------------------------------------------------------

-- Puts a table with a site_id behind the wall: rows of other sites neither show nor can be written, for the
-- table's owner as well. The sub-select is evaluated once for a statement, not once for a row.
-- A child table carries its own site_id and refers to its parent with (parent_id, site_id), so that the two can
-- never disagree: the parent has `unique (id, site_id)`.
create function interra.wall(walled regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  if exists (select from pg_policy where polrelid = walled and polname = 'wall') then
    execute format('drop policy wall on %s', walled);
  end if;
  execute format(
    'create policy wall on %s using (site_id = any ((select interra.sites())::uuid[]))'
    ' with check (site_id = any ((select interra.sites())::uuid[]))', walled);
end $$;

-- As wall(), for the few tables in which a row may belong to no site (a trace of something that has none).
create function interra.wall_or_none(walled regclass) returns void language plpgsql as $$
begin
  perform interra.wall(walled);
  execute format(
    'alter policy wall on %s using (site_id is null or site_id = any ((select interra.sites())::uuid[]))'
    ' with check (site_id is null or site_id = any ((select interra.sites())::uuid[]))', walled);
end $$;

-- Versions and history --------------------------------------------------------------------------------------------

-- Row version (the ETag) and time of the last change. Setting the version in the statement as well does no harm.
create function interra.touch() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;

-- When a row became what it is. Never earlier than what it replaces, also when the older transaction writes last.
create function interra.stamp() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.recorded_at := greatest(now(), old.recorded_at);
  else
    new.recorded_at := now();
  end if;
  return new;
end $$;

-- Keeps the row that is replaced or deleted. Runs as the owner: the application reads history and cannot write it.
create function interra.keep_history() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  kept jsonb := to_jsonb(old) || jsonb_build_object(
    'recorded_from', old.recorded_at,
    'recorded_to', greatest(now(), old.recorded_at),
    'changed_by', interra.actor());
begin
  execute format('insert into history.%I select kept.* from jsonb_populate_record(null::history.%I, $1) kept',
    tg_table_name, tg_table_name) using kept;
  return null;
end $$;

-- Versions a table: column recorded_at, table history.<t> with every state it left, view as_known.<t> with the rows
-- as they were known at interra.as_known(). With `search_path = as_known, public` the same SQL answers "as known on".
-- Call it again in the migration that adds a column.
create function interra.version_table(versioned regclass) returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = versioned);
  kept regclass := to_regclass(format('history.%I', name));
  has_site boolean := exists (
    select from pg_attribute where attrelid = versioned and attname = 'site_id' and not attisdropped);
  missing record;
  columns text;
begin
  execute format('alter table %s add column if not exists recorded_at timestamptz not null default now()', versioned);
  if kept is null then
    execute format('create table history.%I (recorded_from timestamptz not null, recorded_to timestamptz not null,'
      ' changed_by uuid)', name);
    kept := format('history.%I', name)::regclass;
  end if;
  for missing in
    select a.attname, format_type(a.atttypid, a.atttypmod) as type
    from pg_attribute a
    where a.attrelid = versioned and a.attnum > 0 and not a.attisdropped
      and not exists (select from pg_attribute h
        where h.attrelid = kept and h.attname = a.attname and not h.attisdropped)
    order by a.attnum
  loop
    execute format('alter table %s add column %I %s', kept, missing.attname, missing.type);
  end loop;
  execute format('create index if not exists %I on %s (recorded_to)', name || '_recorded_to', kept);

  if has_site then
    perform interra.wall(kept);
  end if;
  execute format('revoke all on %s from interra_app', kept);
  execute format('grant select on %s to interra_app', kept);

  execute format('create or replace trigger stamp before insert or update on %s'
    ' for each row execute function interra.stamp()', versioned);
  execute format('create or replace trigger keep_history after update or delete on %s'
    ' for each row execute function interra.keep_history()', versioned);

  select string_agg(format('%I', attname), ', ' order by attnum) into columns
  from pg_attribute where attrelid = versioned and attnum > 0 and not attisdropped;
  execute format('create or replace view as_known.%I with (security_invoker = true) as'
    ' select %s from %s where recorded_at <= interra.as_known()'
    ' union all'
    ' select %s from %s where recorded_from <= interra.as_known() and recorded_to > interra.as_known()',
    name, columns, versioned, columns, kept);
  execute format('grant select on as_known.%I to interra_app', name);
end $$;

-- Jobs ------------------------------------------------------------------------------------------------------------

-- Asks for a job in the caller's transaction. The application has no rights on the job tables themselves.
-- The same job_key again replaces a job that has not begun.
create function interra.enqueue(task text, payload json, run_at timestamptz default null, job_key text default null)
  returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => enqueue.run_at, job_key => enqueue.job_key);
end $$;

revoke execute on all functions in schema interra from public;
grant execute on function interra.sites(), interra.actor(), interra.request(), interra.as_known() to interra_app;
grant execute on function interra.enqueue(text, json, timestamptz, text) to interra_app;

-- The platform's tables -------------------------------------------------------------------------------------------

-- Who did what to what, with the names of the members that changed and never their values.
create table audit_event (
  id uuid primary key,
  site_id uuid,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('account', 'key', 'anonymous', 'system')),
  actor_id uuid,
  act text not null,
  entity text not null,
  entity_id uuid,
  reason text,
  fields text[] not null default '{}',
  request_id text not null
);
create index audit_event_entity on audit_event (entity, entity_id, at);
create index audit_event_at on audit_event (at);
select interra.wall_or_none('audit_event');
revoke update, delete on audit_event from interra_app;

-- Whose file was read, by whom.
create table read_trace (
  id uuid primary key,
  site_id uuid not null,
  at timestamptz not null default now(),
  actor_id uuid not null,
  person_id uuid not null,
  operation text not null,
  request_id text not null
);
create index read_trace_person on read_trace (person_id, at);
select interra.wall('read_trace');
revoke update, delete on read_trace from interra_app;

-- What is to be told to somebody. Subject and body are made when it is sent. Nobody sends it before `due_at`: a sender
-- moves it forward while it has the message in hand, and further after a failure.
create table outbox_message (
  id uuid primary key,
  site_id uuid,
  person_id uuid,
  account_id uuid,
  channel text not null check (channel in ('email', 'none')),
  kind text not null,
  locale text not null,
  address text,
  payload jsonb not null default '{}',
  dedupe_key text unique,
  status text not null check (status in ('queued', 'sent', 'failed', 'cancelled', 'not_reachable')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  check ((channel = 'email') = (address is not null))
);
create index outbox_message_queued on outbox_message (due_at) where status = 'queued';
create index outbox_message_failed on outbox_message (created_at) where status = 'failed';
create index outbox_message_person on outbox_message (person_id, created_at);
select interra.wall_or_none('outbox_message');

-- What was answered to a request that may be sent again.
create table idempotency_key (
  caller text not null,
  key text not null,
  operation text not null,
  body_hash text not null,
  status integer,
  body text,
  headers jsonb,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (caller, key)
);
create index idempotency_key_expires on idempotency_key (expires_at);

-- Switches of the installation, e.g. `demo`, `second_factor_required`.
create table setting (
  key text primary key,
  value jsonb not null
);
