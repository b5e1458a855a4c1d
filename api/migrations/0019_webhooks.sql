-- Webhooks: where partners want to be told, what they were told, and each try of it.

create table webhook_endpoint (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null default false,
  url text not null,
  -- sealed; the second one while a secret is replaced
  secret text not null,
  old_secret text,
  old_secret_until timestamptz,
  types text[] not null check (cardinality(types) > 0),
  status text not null default 'active' check (status in ('active', 'disabled')),
  disabled_because text check (disabled_because in ('gone', 'failing', 'partner', 'staff')),
  failing_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id),
  check ((status = 'disabled') = (disabled_because is not null))
);
create index webhook_endpoint_partner on webhook_endpoint (partner_id);
create trigger touch before update on webhook_endpoint for each row execute function interra.touch();
select interra.partner_wall('webhook_endpoint');

-- What happened, told thinly: what it is about is fetched with the key. `subject_seq` orders what is about one record.
create table webhook_event (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null,
  type text not null,
  subject_id uuid,
  subject_seq int not null default 0,
  body text not null,
  at timestamptz not null,
  unique (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create index webhook_event_partner on webhook_event (partner_id, is_test, at);
select interra.partner_wall('webhook_event');

create table webhook_delivery (
  id uuid primary key,
  site_id uuid not null references site (id),
  partner_id uuid not null,
  is_test boolean not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  due_at timestamptz not null,
  last_status int,
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  unique (id, site_id),
  unique (endpoint_id, event_id),
  foreign key (endpoint_id, site_id) references webhook_endpoint (id, site_id),
  foreign key (event_id, site_id) references webhook_event (id, site_id),
  foreign key (partner_id, site_id) references partner (id, site_id)
);
create index webhook_delivery_due on webhook_delivery (due_at) where status = 'waiting';
create index webhook_delivery_partner on webhook_delivery (partner_id, is_test, created_at);
select interra.partner_wall('webhook_delivery');
