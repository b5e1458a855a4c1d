-- Newcomer or local on a day, in SQL: the twin of groupAt in the contracts package (decisions 3). Table names are left
-- unqualified on purpose: with `search_path = as_known, public` the same functions answer as known on a date.

create or replace function interra.policy(site uuid, policy_key text, day date) returns jsonb
  language sql stable parallel safe
  as $$ select value from policy where site_id = site and key = policy_key and starts_on <= day
        order by starts_on desc limit 1 $$;

create function interra.level_rank(level text) returns int
  language sql immutable parallel safe
  as $$ select array_position(array['unknown', 'A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'], level) - 1 $$;

-- True: known below the level in French, Dutch and German. False: at or above it in one of them. Null: not known.
create function interra.below_everywhere(person uuid, day date, level text) returns boolean
  language sql stable parallel safe
  as $$
    select case
      when bool_or(last.rank >= interra.level_rank(level)) then false
      when count(*) filter (where last.rank > 0) = 3 then true
    end
    from (
      select distinct on (language) interra.level_rank(r.level) as rank
      from language_record r
      where r.person_id = person and r.language in ('fr', 'nl', 'de') and r.assessed_on <= day
      order by language, r.assessed_on desc, interra.level_rank(r.level) desc
    ) last
  $$;

-- The day the clock of newcomers starts: first of the month or year when only that is known.
create function interra.arrival_start(arrived_on date, "precision" text, declared_on date) returns date
  language sql immutable parallel safe
  as $$ select case "precision"
      when 'declared' then declared_on
      when 'month' then make_date(extract(year from arrived_on)::int, extract(month from arrived_on)::int, 1)
      when 'year' then make_date(extract(year from arrived_on)::int, 1, 1)
      else arrived_on end $$;

create function interra.group_of(
  lifelong boolean, belgian boolean, since date, months int, level text, person uuid, day date) returns text
  language sql stable parallel safe
  as $$ select case
      when lifelong or belgian then 'local'
      when since is null then 'unknown'
      when day < (since + make_interval(months => months))::date then 'newcomer'
      when interra.below_everywhere(person, day, level) then 'in_between'
      else 'local' end $$;

create function interra.group_at(of_person uuid, day date) returns text
  language sql stable parallel safe
  as $$
    select interra.group_of(p.lifelong_resident, p.is_belgian,
      interra.arrival_start(f.arrived_on, f.precision, f.declared_on),
      coalesce((interra.policy(p.site_id, 'newcomer_threshold_months', day) #>> '{}')::int, 36),
      coalesce(interra.policy(p.site_id, 'local_language_level', day) #>> '{}', 'B1'), p.id, day)
    from person p left join arrival_fact f on f.person_id = p.id and f.superseded_at is null
    where p.id = of_person
  $$;

-- approximate: month, year or about; declared: no date, only said; language_unknown: long resident, language not known.
create function interra.group_flags(of_person uuid, day date) returns text[]
  language sql stable parallel safe
  as $$
    select case when p.lifelong_resident or p.is_belgian or f.id is null then '{}'::text[] else
      case f.precision when 'declared' then array['declared'] when 'day' then '{}'::text[] else array['approximate'] end
      || case when interra.group_at(p.id, day) <> 'newcomer' and interra.below_everywhere(p.id, day,
           coalesce(interra.policy(p.site_id, 'local_language_level', day) #>> '{}', 'B1')) is null
         then array['language_unknown'] else '{}'::text[] end
      end
    from person p left join arrival_fact f on f.person_id = p.id and f.superseded_at is null
    where p.id = of_person
  $$;

grant execute on function interra.policy(uuid, text, date), interra.level_rank(text),
  interra.below_everywhere(uuid, date, text), interra.arrival_start(date, text, date),
  interra.group_of(boolean, boolean, date, int, text, uuid, date), interra.group_at(uuid, date),
  interra.group_flags(uuid, date) to interra_app;
