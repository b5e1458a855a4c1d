-- Days that figures need and nothing kept: when a partner was first told of a referral, when a candidate left; working days.

-- The first time that a partner was told how a referral goes on, and how: deliveries themselves are forgotten after a while.
create table referral_told (
  referral_id uuid primary key,
  site_id uuid not null references site (id),
  told_at timestamptz not null,
  channel text not null check (channel in ('webhook', 'email')),
  recorded_at timestamptz not null default now(),
  foreign key (referral_id, site_id) references referral (id, site_id) on delete cascade
);
select interra.wall('referral_told');
select interra.version_table('referral_told');

-- What was accepted by the receiver has been told, what waits in a queue has not. That it was received is no news.
create function delivery_told() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into referral_told (referral_id, site_id, told_at, channel)
  select r.id, r.site_id, new.delivered_at, 'webhook'
  from webhook_event v join referral r on r.id = v.subject_id and not r.is_test
  where v.id = new.event_id and v.type <> 'referral.received'
  on conflict (referral_id) do nothing;
  return null;
end $$;
create trigger told after update of status on webhook_delivery for each row
  when (new.status = 'delivered' and old.status <> 'delivered' and not new.is_test) execute function delivery_told();

create function mail_told() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into referral_told (referral_id, site_id, told_at, channel)
  select r.id, r.site_id, new.sent_at, 'email'
  from referral r where r.id = split_part(new.dedupe_key, ':', 2)::uuid and not r.is_test
  on conflict (referral_id) do nothing;
  return null;
end $$;
create trigger told after update of status on outbox_message for each row
  when (new.status = 'sent' and old.status <> 'sent' and new.kind = 'referral-partner'
    and new.payload ->> 'status' <> 'received') execute function mail_told();

-- What was told before, as far as it is still known.
select set_config('interra.sites', coalesce((select array_agg(id) from site), '{}')::text, true);
insert into referral_told (referral_id, site_id, told_at, channel)
select distinct on (t.referral_id) t.referral_id, r.site_id, t.told_at, t.channel
from (
  select v.subject_id as referral_id, d.delivered_at as told_at, 'webhook' as channel
  from webhook_delivery d join webhook_event v on v.id = d.event_id
  where d.status = 'delivered' and v.subject_id is not null and v.type like 'referral.%' and v.type <> 'referral.received'
  union all
  select split_part(m.dedupe_key, ':', 2)::uuid, m.sent_at, 'email' from outbox_message m
  where m.kind = 'referral-partner' and m.status = 'sent' and m.payload ->> 'status' <> 'received'
) t join referral r on r.id = t.referral_id and not r.is_test
order by t.referral_id, t.told_at;

-- Sunday of Easter (Meeus, Jones and Butcher).
create function interra.easter(year int) returns date
  language sql immutable parallel safe
  as $$
    select make_date(year, n / 31, n % 31 + 1) from (
      select h + l - 7 * m + 114 as n from (
        select h, l, (a + 11 * h + 22 * l) / 451 as m from (
          select a, h, (32 + 2 * e + 2 * i - h - k) % 7 as l from (
            select a, e, (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30 as h, c / 4 as i, c % 4 as k from (
              select year % 19 as a, year / 100 as b, year % 100 as c, year / 100 % 4 as e) one) two) three) four) five
  $$;

-- Whether people work in Belgium on a day: no week-end, no public holiday.
create function interra.is_working_day(day date) returns boolean
  language sql immutable parallel safe
  as $$
    select extract(isodow from day) < 6
      and (extract(month from day), extract(day from day)) not in ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
      and day - interra.easter(extract(year from day)::int) not in (1, 39, 50)
  $$;

-- The working day that is the n-th after a day.
create function interra.working_day_after(day date, n int) returns date
  language sql immutable parallel safe
  as $$
    select d.d::date from generate_series(day + 1, day + 2 * n + 14, interval '1 day') d
    where interra.is_working_day(d.d::date) order by d.d offset n - 1 limit 1
  $$;
revoke execute on function interra.easter(int), interra.is_working_day(date), interra.working_day_after(date, int) from public;
grant execute on function interra.easter(int), interra.is_working_day(date), interra.working_day_after(date, int) to interra_app;

-- The day on which a candidate left the pool: later changes of the row move it no more.
alter table candidacy add column left_on date;
select interra.version_table('candidacy');
alter table candidacy disable trigger touch;
alter table candidacy disable trigger stamp;
alter table candidacy disable trigger keep_history;
-- it came to its end when the last state before it ended; who changed it since is of no matter
update candidacy c set left_on = (coalesce((select max(h.recorded_to) from history.candidacy h
    where h.id = c.id and h.status not in ('ended', 'withdrawn')), c.updated_at) at time zone s.time_zone)::date
from site s where s.id = c.site_id and c.status in ('ended', 'withdrawn');
update history.candidacy h set left_on = c.left_on from candidacy c
where c.id = h.id and h.status in ('ended', 'withdrawn') and c.left_on is not null;
alter table candidacy enable trigger touch;
alter table candidacy enable trigger stamp;
alter table candidacy enable trigger keep_history;

create function candidacy_left() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.status not in ('ended', 'withdrawn') then
    new.left_on := null;
  elsif new.left_on is null then
    select (now() at time zone s.time_zone)::date into strict new.left_on from site s where s.id = new.site_id;
  end if;
  return new;
end $$;
create trigger left_pool before insert or update of status on candidacy for each row execute function candidacy_left();
alter table candidacy add constraint candidacy_left_on check ((status in ('ended', 'withdrawn')) = (left_on is not null));
