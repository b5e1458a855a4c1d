-- Frozen reports: what figures read is known at every instant, a report keeps the bytes it had, periods are locked.

-- What figures read and had no versions. What was there before is taken as always known: there is no telling since when.
create function interra.version_late(versioned regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s add column recorded_at timestamptz not null default ''1970-01-01Z''', versioned);
  execute format('alter table %s alter column recorded_at set default now()', versioned);
  perform interra.version_table(versioned);
end $$;
select interra.version_late(late) from unnest(array['site', 'session_host', 'partner', 'taxonomy_term', 'proposal_host',
  'venue', 'incubation_stage', 'survey_wave_instrument']::regclass[]) late;
drop function interra.version_late(regclass);
