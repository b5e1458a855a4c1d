-- What members tell in their own words, for others to read: with their consent, and only as long as it stands.

create table testimony (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  -- the answer to "may we publish this": its version, language and channel are there
  consent_id uuid not null,
  language text not null,
  told_on date not null,
  -- whether the given name may stand under it
  may_name boolean not null,
  -- gone once it is withdrawn: what is no longer there is shown nowhere
  words text check (btrim(words) <> ''),
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  foreign key (consent_id, site_id) references consent (id, site_id),
  constraint testimony_words check ((words is null) = (withdrawn_at is not null))
);
create index testimony_person on testimony (person_id);
create index testimony_list on testimony (site_id, told_on desc, id desc) where withdrawn_at is null;
create trigger touch before update on testimony for each row execute function interra.touch();
select interra.wall('testimony');

-- Reports quote them by reference, frozen ones too: their bytes hold figures alone.
create table report_testimony (
  report_id uuid not null,
  testimony_id uuid not null,
  site_id uuid not null references site (id),
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  primary key (report_id, testimony_id),
  foreign key (report_id, site_id) references report (id, site_id) on delete cascade,
  foreign key (testimony_id, site_id) references testimony (id, site_id)
);
create index report_testimony_testimony on report_testimony (testimony_id);
select interra.wall('report_testimony');

-- Whoever takes their consent to publish back, refuses it later or is made anonymous is quoted no more, under any of their entries.
create function interra.withdraw_testimonies(whose uuid) returns void
  language sql set search_path = public, pg_temp as $$
    update testimony t set words = null, withdrawn_at = now()
    from person p, person own
    where p.id = whose and own.id = t.person_id and t.withdrawn_at is null
      and coalesce(own.merged_into_id, own.id) = coalesce(p.merged_into_id, p.id) $$;
grant execute on function interra.withdraw_testimonies(uuid) to interra_app;

create function testimony_consent_ended() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.withdraw_testimonies(new.person_id);
  return null;
end $$;
create trigger testimony_consent_ended after insert or update on consent for each row
  when (new.purpose = 'image_testimony' and (new.withdrawn_at is not null or not new.given))
  execute function testimony_consent_ended();

create function testimony_person_left() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.withdraw_testimonies(new.id);
  return null;
end $$;
create trigger testimony_person_left after update of status on person for each row
  when (new.status = 'anonymised' and old.status <> 'anonymised') execute function testimony_person_left();
