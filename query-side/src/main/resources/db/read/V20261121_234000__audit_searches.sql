create table read.audit_searches (
  id       uuid        not null,
  user_id  uuid        not null,
  name     text        not null,
  terms    jsonb       not null,
  saved_at timestamptz not null,
  position bigint      not null,
  constraint audit_searches_pkey primary key (id)
);
create index audit_searches_user on read.audit_searches (user_id);
comment on table read.audit_searches is 'Searches of the audit log that people have saved for themselves';
alter table read.audit_searches alter column name set statistics 0, alter column terms set statistics 0;

alter table read.audit_searches enable row level security;
alter table read.audit_searches force row level security;
create policy audit_searches_written on read.audit_searches to lethe_projector using (true) with check (true);
create policy audit_searches_read on read.audit_searches for select to lethe_reader using (user_id = read.actor());

grant select, insert, update, delete on read.audit_searches to lethe_projector;
grant select on read.audit_searches to lethe_reader;
