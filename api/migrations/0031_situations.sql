-- What European funds and the law ask about somebody, told on a day: kept only of those who were told what it is for. A new
-- statement is a new row; each figure reads, member by member, the last one told up to its day. docs/adr/0035-situations.md says why.

-- The rule that a new site starts with, for the sites there are.
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
insert into policy (id, site_id, key, value, starts_on)
select gen_random_uuid(), s.id, 'legal_newcomer_months', '36', '1900-01-01' from site s
on conflict do nothing;

create table situation_record (
  id uuid primary key,
  site_id uuid not null references site (id),
  person_id uuid not null,
  stated_on date not null,
  -- never the country
  nationality text check (nationality in ('eu', 'eea_ch', 'third_country', 'stateless')),
  employment text check (employment in ('unemployed', 'long_term_unemployed', 'inactive', 'employed')),
  schooling text check (schooling in ('isced_0_2', 'isced_3_4', 'isced_5_8')),
  is_eu_family boolean,
  has_long_permit boolean,
  legal_stay_since date,
  created_at timestamptz not null default now(),
  created_by uuid references account (id),
  recorded_at timestamptz not null default now(),
  unique (id, site_id),
  foreign key (person_id, site_id) references person (id, site_id),
  check (num_nonnulls(nationality, employment, schooling, is_eu_family, has_long_permit, legal_stay_since) > 0)
);
create index situation_record_person on situation_record (person_id, stated_on desc);
select interra.wall('situation_record');
select interra.version_table('situation_record');

create function situation_basis() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(interra.agreed(new.person_id, 'eu_fund_reporting_notice'), false) then
    raise exception using errcode = 'check_violation', constraint = 'situation_basis',
      message = 'the person was not told what it is for';
  end if;
  return new;
end $$;
create trigger situation_basis before insert or update on situation_record for each row execute function situation_basis();

-- Whoever takes it back, refuses later or is made anonymous: nothing of it is kept but in the history that frozen reports read.
create function situation_basis_ended() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(interra.agreed(new.person_id, 'eu_fund_reporting_notice'), false) then
    delete from situation_record s where s.person_id = new.person_id;
  end if;
  return null;
end $$;
create trigger situation_basis_ended after insert or update on consent for each row
  when (new.purpose = 'eu_fund_reporting_notice' and (new.withdrawn_at is not null or not new.given))
  execute function situation_basis_ended();
create function situation_person_left() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  delete from situation_record s where s.person_id = new.id;
  return null;
end $$;
create trigger situation_person_left after update of status on person for each row
  when (new.status = 'anonymised' and old.status <> 'anonymised') execute function situation_person_left();

-- Three-valued, as the law is read (Walloon code of social action and health; domain reference 1): a foreigner with less than so
-- many months of legal stay and a permit for more than three months, neither citizen nor family of a citizen of the Union, the
-- EEA or Switzerland. One false is enough for no; otherwise one that is not known leaves it open (null).
create function interra.legal_newcomer(
  is_belgian boolean, nationality text, is_eu_family boolean, has_long_permit boolean, legal_stay_since date,
  months int, on_day date) returns boolean language sql immutable parallel safe as $$
    select is_belgian is not true and nationality in ('third_country', 'stateless') and not is_eu_family and has_long_permit
      and legal_stay_since <= on_day and on_day < (legal_stay_since + make_interval(months => months))::date $$;
grant execute on function interra.legal_newcomer(boolean, text, boolean, boolean, date, int, date) to interra_app;
