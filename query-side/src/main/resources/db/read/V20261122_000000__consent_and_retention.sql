-- What people agree and object to, what is restricted, and how long what is kept.

create table read.consents (
  id                 uuid        not null,
  user_id            uuid        not null,
  purpose            text        not null,
  text_version       text        not null,
  channel            text        not null,
  given_at           timestamptz not null,
  given_by           uuid,
  given_position     bigint      not null,
  expires_at         timestamptz,
  withdrawn_at       timestamptz,
  withdrawn_channel  text,
  withdrawn_position bigint,
  position           bigint      not null,
  constraint consents_pkey primary key (id)
);
create index consents_user on read.consents (user_id);
comment on table read.consents is 'What people agree to (GDPR article 7)';

create table read.objections (
  id         uuid        not null,
  user_id    uuid        not null,
  purpose    text        not null,
  grounds    text,
  raised_at  timestamptz not null,
  upheld     boolean,
  reason     text,
  decided_at timestamptz,
  position   bigint      not null,
  constraint objections_pkey primary key (id)
);
create index objections_user on read.objections (user_id);
comment on table read.objections is 'What people object to (GDPR article 21)';
comment on column read.objections.upheld is 'Null while it is not decided';
alter table read.objections alter column grounds set statistics 0;

create table read.restrictions (
  id          uuid        not null,
  user_id     uuid        not null,
  ground      text        not null,
  reason      text        not null,
  placed_at   timestamptz not null,
  lifted_at   timestamptz,
  lifted_reason text,
  position    bigint      not null,
  constraint restrictions_pkey primary key (id)
);
create index restrictions_user on read.restrictions (user_id);
comment on table read.restrictions is 'Whose data is or was stored only (GDPR article 18)';

create table read.retention_rules (
  tenant_id uuid        not null,
  category  text        not null,
  days      integer,
  set_at    timestamptz not null,
  set_by    uuid,
  position  bigint      not null,
  constraint retention_rules_pkey primary key (tenant_id, category)
);
comment on table read.retention_rules is 'How long personal data is kept, by tenant and category';
comment on column read.retention_rules.days is 'Null for ever';

alter table read.sessions add column activity_period text;
alter table read.privacy_snapshots add column observation_period text;
alter table read.audit_logs add column activity_period text, add column observation_period text;
comment on column read.audit_logs.activity_period is 'Days and day for which address and reason are kept; null for ever';

do $$
declare
  t text;
begin
  foreach t in array array['consents', 'objections', 'restrictions', 'retention_rules'] loop
    execute format('alter table read.%I enable row level security', t);
    execute format('alter table read.%I force row level security', t);
    execute format('create policy %I on read.%I to lethe_projector using (true) with check (true)', t || '_written', t);
    execute format('grant select, insert, update, delete on read.%I to lethe_projector', t);
    execute format('grant select on read.%I to lethe_reader', t);
  end loop;
end $$;
create policy consents_read on read.consents for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());
create policy objections_read on read.objections for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());
create policy restrictions_read on read.restrictions for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());
create policy retention_rules_read on read.retention_rules for select to lethe_reader
  using (read.is_admin() or tenant_id in (select read.managed_organisations()));
