-- What one funder carries: with `search_path = carried, public` the same SQL of figures counts only sessions of which one of its
-- grants carries a share, on their day. docs/adr/0029-funders.md says why.
create schema carried;
grant usage on schema carried to interra_app;

create function interra.funder() returns uuid language sql stable parallel safe
  as $$ select current_setting('interra.funder')::uuid $$;
grant execute on function interra.funder() to interra_app;

create view carried.session with (security_invoker = true) as
  select s.* from public.session s where exists (
    select from public.allocation a join public.allocation_share x on x.allocation_id = a.id
    join public.funder_grant g on g.id = x.grant_id
    where a.site_id = s.site_id and a.workshop_id = s.workshop_id and s.starts_on between a.starts_on and a.ends_on
      and g.funder_id = interra.funder());
grant select on carried.session to interra_app;
