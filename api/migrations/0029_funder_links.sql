-- What a funder reads without an account: figures of one site, of years that are over. docs/adr/0030-reporting-door.md says why.

create table funder_link (
  id uuid primary key,
  site_id uuid not null references site (id),
  funder_id uuid not null,
  indicators text[] not null check (cardinality(indicators) between 1 and 12),
  from_year int not null check (from_year >= 2000),
  to_year int not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  created_by uuid references account (id),
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_at timestamptz,
  unique (id, site_id),
  foreign key (funder_id, site_id) references funder (id, site_id),
  constraint funder_link_years check (to_year between from_year and from_year + 9),
  -- a year that goes on could be read twice, and subtracted
  constraint funder_link_closed check (to_year < extract(year from created_at at time zone 'Europe/Brussels'))
);
create index funder_link_funder on funder_link (funder_id);
select interra.wall('funder_link');
-- what a link shows is settled for good: it is revoked, and another one made
revoke update, delete on funder_link from interra_app;
grant update (revoked_at) on funder_link to interra_app;
