-- Who did what, when, on what, and what changed: a row for each event.

create table read.audit_logs (
  position       bigint      not null,
  id             uuid        not null,
  tenant_id      uuid,
  subject_id     uuid,
  actor_id       uuid,
  actor_role     text,
  credential_id  uuid,
  action         text        not null,
  entity_type    text        not null,
  entity_id      text        not null,
  changes        jsonb,
  command        text,
  command_id     uuid,
  correlation_id text,
  leaf_hash      text        not null,
  created_at     timestamptz not null,
  search         tsvector    generated always as
                   (to_tsvector('simple', action || ' ' || entity_type || ' ' || coalesce(changes::text, ''))) stored,
  constraint audit_logs_pkey primary key (position),
  constraint audit_logs_id unique (id)
);
create index audit_logs_tenant on read.audit_logs (tenant_id, position desc);
create index audit_logs_entity on read.audit_logs (entity_type, entity_id, position desc);
create index audit_logs_entity_id on read.audit_logs (entity_id, position desc);
create index audit_logs_actor on read.audit_logs (actor_id, position desc);
create index audit_logs_subject on read.audit_logs (subject_id, position desc);
create index audit_logs_action on read.audit_logs (action, position desc);
create index audit_logs_correlation on read.audit_logs (correlation_id, position desc);
create index audit_logs_time on read.audit_logs (created_at, position desc);
create index audit_logs_search on read.audit_logs using gin (search);
comment on table read.audit_logs is 'Who did what, when, on what, and what changed';
comment on column read.audit_logs.id is 'Id of the event';
comment on column read.audit_logs.changes is 'Fields of the event, those that changed as {"from": …, "to": …}; null once its person is erased';
comment on column read.audit_logs.leaf_hash is 'Of the event in the Merkle log, in hexadecimal';

alter table read.audit_logs enable row level security;
alter table read.audit_logs force row level security;
create policy audit_logs_written on read.audit_logs to lethe_projector using (true) with check (true);
create policy audit_logs_read on read.audit_logs for select to lethe_reader
  using (read.is_admin()
         or (tenant_id = read.tenant() and tenant_id in (select read.managed_organisations())));
grant select, insert, update, delete on read.audit_logs to lethe_projector;
grant select on read.audit_logs to lethe_reader;

create view confer.audit_logs with (security_invoker = true) as
select id, tenant_id, actor_id, action, entity_type, entity_id, changes, created_at from read.audit_logs;
grant select on confer.audit_logs to lethe_reader;
