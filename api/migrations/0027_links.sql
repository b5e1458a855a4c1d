-- Links between people: from how much on two of them are in contact, and sums of fractions that are exact.

-- The rule that a new site starts with, for the sites there are.
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
insert into policy (id, site_id, key, value, starts_on)
select gen_random_uuid(), s.id, 'link_threshold', '1', '1900-01-01' from site s
on conflict do nothing;

-- The least number that all of them divide: over it, 1/3 three times is 1.
create aggregate interra.common_multiple(numeric) (sfunc = lcm, stype = numeric, initcond = '1', parallel = safe);
grant execute on function interra.common_multiple(numeric) to interra_app;

-- Whom an entry of somebody counts for.
create function interra.person_now(person_id uuid) returns uuid
  language sql stable parallel safe set search_path = public, pg_temp
  as $$ select coalesce(p.merged_into_id, p.id) from person p where p.id = person_now.person_id $$;
grant execute on function interra.person_now(uuid) to interra_app;

-- As in 0016_opportunities.sql, in exact fractions, by the rule of the site, of sessions that were held, and with members
-- who were entered twice as one.
create or replace function interra.locals_tied(newcomer uuid, partner uuid, first_day date, day_after date) returns int
  language sql stable parallel safe set search_path = public, pg_temp
  as $$
    with mine as (select id from person where id = interra.person_now(locals_tied.newcomer)
        or merged_into_id = interra.person_now(locals_tied.newcomer)),
    met as materialized (
      select s.id as encounter, s.starts_on as met_on, interra.person_now(b.person_id) as person_id,
        coalesce((select k.heads from head_count k where k.session_id = s.id), 0) as heads
      from session s join attendance b on b.session_id = s.id and b.status = 'present'
      where s.status = 'held' and s.starts_on >= locals_tied.first_day and s.starts_on < locals_tied.day_after
        and s.id in (select a.session_id from attendance a where a.person_id in (select id from mine) and a.status = 'present')
      union
      select e.id, e.held_on, interra.person_now(b.person_id), e.heads
      from networking_event e join networking_presence b on b.event_id = e.id
      where e.removed_at is null and e.held_on >= locals_tied.first_day and e.held_on < locals_tied.day_after
        and e.id in (select a.event_id from networking_presence a where a.person_id in (select id from mine))
      union
      select m.id, m.met_on, interra.person_now(v.id), 0
      from duo d join duo_meeting m on m.duo_id = d.id and m.removed_at is null
      cross join lateral (values (d.newcomer_id), (d.local_id)) v (id)
      where (d.newcomer_id in (select id from mine) or d.local_id in (select id from mine))
        and m.met_on >= locals_tied.first_day and m.met_on < locals_tied.day_after
    ),
    sized as (select met.*, count(*) over (partition by encounter) + heads - 1 as others from met),
    scale as (select interra.common_multiple(distinct others) as one from sized where others > 0)
    select count(*)::int from (
      select met.person_id from sized met cross join scale
      join person p on p.id = met.person_id
      where met.others > 0
        and met.person_id not in (interra.person_now(locals_tied.newcomer), interra.person_now(locals_tied.partner))
      group by met.person_id, p.site_id, scale.one
      having sum(div(scale.one, met.others)) >= scale.one
          * coalesce((interra.policy(p.site_id, 'link_threshold', max(met.met_on)) #>> '{}')::int, 1)
        and interra.group_at(met.person_id, max(met.met_on)) = 'local'
    ) tied
  $$;
