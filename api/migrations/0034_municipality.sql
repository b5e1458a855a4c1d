-- Where somebody lives, by the NIS code of the municipality: cities and public centres for social welfare ask who came of theirs.
alter table person add column municipality_nis text check (municipality_nis ~ '^\d{5}$');
select interra.version_table('person');

-- What partners told of those whom they sent before.
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
update person p set municipality_nis = r.received #>> '{person,municipalityNis}' from referral r
where r.person_id = p.id and r.received #>> '{person,municipalityNis}' is not null;
select set_config('interra.sites', '{}', true);
