create table read.webhooks (
  id              uuid        not null,
  url             text        not null,
  of_tenant       uuid,
  actions         text[]      not null,
  ocsf            boolean     not null,
  secret          text        not null,
  old_secret      text,
  old_secret_ends timestamptz,
  paused          boolean     not null,
  added_position  bigint      not null,
  resumed_position bigint     not null,
  added_at        timestamptz not null,
  removed_at      timestamptz,
  position        bigint      not null,
  constraint webhooks_pkey primary key (id)
);
comment on table read.webhooks is 'Where the audit log is delivered';
comment on column read.webhooks.secret is 'What deliveries are signed with, encrypted';

create table read.deliveries (
  sink          text        not null,
  position      bigint      not null,
  attempts      integer     not null default 0,
  next_at       timestamptz not null default now(),
  claimed_until timestamptz not null default now(),
  outcome       text,
  delivered_at  timestamptz,
  constraint deliveries_pkey primary key (sink)
);
comment on table read.deliveries is 'How far the deliveries are; not made of events, and kept when the read tables are made anew';
comment on column read.deliveries.sink is 'Id of a webhook, or kafka: and a topic';
comment on column read.deliveries.position is 'Everything up to here is delivered';
comment on column read.deliveries.attempts is 'How often the next one has failed';
comment on column read.deliveries.claimed_until is 'Until then the process that delivers is taken to be alive';

alter table read.webhooks enable row level security;
alter table read.webhooks force row level security;
create policy webhooks_written on read.webhooks to lethe_projector using (true) with check (true);
create policy webhooks_read on read.webhooks for select to lethe_reader using (read.is_admin());
alter table read.deliveries enable row level security;
alter table read.deliveries force row level security;
create policy deliveries_written on read.deliveries to lethe_projector using (true) with check (true);
create policy deliveries_read on read.deliveries for select to lethe_reader using (read.is_admin());

grant select, insert, update, delete on read.webhooks, read.deliveries to lethe_projector;
grant select (id, url, of_tenant, actions, ocsf, old_secret_ends, paused, added_position, added_at, removed_at, position)
  on read.webhooks to lethe_reader;
grant select on read.deliveries to lethe_reader;
