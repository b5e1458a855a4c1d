-- What somebody knows of the region's languages from one day to another, worked out when a level is written: a report looks
-- it up for every presence.

-- Names without a schema: with `search_path = as_known, public` the answer is as known on a date.
create function interra.language_spans_of(of_people uuid[])
  returns table (person_id uuid, site_id uuid, from_on date, until_on date, best int, known int)
  language sql stable parallel safe
  as $$
    with said as (
      -- the best level that was said of a language on a day
      select r.person_id, min(r.site_id::text)::uuid as site_id, r.assessed_on as day,
        max(interra.level_rank(r.level)) filter (where r.language = 'fr') as fr,
        max(interra.level_rank(r.level)) filter (where r.language = 'nl') as nl,
        max(interra.level_rank(r.level)) filter (where r.language = 'de') as de
      from language_record r
      where r.person_id = any (of_people) and r.language in ('fr', 'nl', 'de')
      group by r.person_id, r.assessed_on),
    -- which of what was said of each language is the last one, on each of these days
    counted as (
      select *, count(fr) over days as fr_said, count(nl) over days as nl_said, count(de) over days as de_said
      from said window days as (partition by person_id order by day)),
    last as (
      select person_id, site_id, day, max(fr) over (partition by person_id, fr_said) as fr,
        max(nl) over (partition by person_id, nl_said) as nl, max(de) over (partition by person_id, de_said) as de
      from counted)
    select person_id, site_id, day, coalesce(lead(day) over (partition by person_id order by day), 'infinity'),
      greatest(fr, nl, de),
      coalesce((fr > 0)::int, 0) + coalesce((nl > 0)::int, 0) + coalesce((de > 0)::int, 0)
    from last $$;

-- `best`: rank of the best level in French, Dutch or German; `known`: in how many of them a level is known.
create table language_span (
  person_id uuid not null,
  site_id uuid not null references site (id),
  from_on date not null,
  until_on date not null check (until_on > from_on),
  best int not null,
  known int not null,
  primary key (person_id, from_on),
  foreign key (person_id, site_id) references person (id, site_id)
);
select interra.wall('language_span');

create view as_known.language_span with (security_invoker = true) as
  select s.* from interra.language_spans_of(array(select distinct person_id from as_known.language_record)) s;
grant select on as_known.language_span to interra_app;

create function interra.keep_language_spans() returns trigger language plpgsql as $$
declare
  whose uuid;
begin
  foreach whose in array case tg_op when 'INSERT' then array[new.person_id] when 'DELETE' then array[old.person_id]
    else array[old.person_id, new.person_id] end
  loop
    delete from language_span where person_id = whose;
    insert into language_span (person_id, site_id, from_on, until_on, best, known)
      select s.* from interra.language_spans_of(array[whose]) s;
  end loop;
  return null;
end $$;
create trigger keep_language_spans after insert or update or delete on language_record
  for each row execute function interra.keep_language_spans();

insert into language_span (person_id, site_id, from_on, until_on, best, known)
  select s.* from interra.language_spans_of(array(select distinct person_id from language_record)) s;

-- True: known below the level in French, Dutch and German. False: at or above it in one of them. Null: not known.
create or replace function interra.below_everywhere(person uuid, day date, level text) returns boolean
  language sql stable parallel safe
  as $$
    select case
      when max(s.best) >= interra.level_rank(level) then false
      when max(s.known) = 3 then true
    end
    from language_span s where s.person_id = person and s.from_on <= day and day < s.until_on $$;

grant execute on function interra.language_spans_of(uuid[]) to interra_app;

-- A sheet is read from the index alone.
create index attendance_sheet on attendance (session_id) include (status, site_id, person_id, id);

-- When figures may have changed -----------------------------------------------------------------------------------

-- One row for each transaction that wrote what a figure may read: whoever kept a figure asks whether one of them was not
-- visible to it. Rows of yesterday are removed by a job.
create table figure_change (
  changed_in xid8 primary key default pg_current_xact_id(),
  changed_at timestamptz not null default now()
);
create index figure_change_at on figure_change (changed_at);
grant select, delete on figure_change to interra_app;
revoke insert, update on figure_change from interra_app;

create function interra.note_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.figure_change default values on conflict do nothing;
  return null;
end $$;

-- As before, and its changes are noted.
create or replace function interra.version_table(versioned regclass) returns void language plpgsql as $$
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
  execute format('create or replace trigger note_change after insert or update or delete on %s'
    ' for each statement execute function interra.note_change()', versioned);

  select string_agg(format('%I', attname), ', ' order by attnum) into columns
  from pg_attribute where attrelid = versioned and attnum > 0 and not attisdropped;
  execute format('create or replace view as_known.%I with (security_invoker = true) as'
    ' select %s from %s where recorded_at <= interra.as_known()'
    ' union all'
    ' select %s from %s where recorded_from <= interra.as_known() and recorded_to > interra.as_known()',
    name, columns, versioned, columns, kept);
  execute format('grant select on as_known.%I to interra_app', name);
end $$;

do $$
declare
  versioned regclass;
begin
  for versioned in
    select p.oid from pg_class p join pg_class v on v.relname = p.relname
    where p.relnamespace = 'public'::regnamespace and v.relnamespace = 'as_known'::regnamespace and p.relkind = 'r'
  loop
    execute format('create or replace trigger note_change after insert or update or delete on %s'
      ' for each statement execute function interra.note_change()', versioned);
  end loop;
end $$;
