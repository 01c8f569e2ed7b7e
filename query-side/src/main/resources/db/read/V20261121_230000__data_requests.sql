-- Requests for access and rectification, and the copies of people's data that answer the former.

create table read.data_requests (
  id                 uuid        not null,
  user_id            uuid        not null,
  kind               text        not null,
  state              text        not null,
  identity_check     text        not null,
  wish               text,
  answer             text,
  reason             text,
  requested_at       timestamptz not null,
  due_at             timestamptz not null,
  answered_at        timestamptz,
  requested_position bigint      not null,
  position           bigint      not null,
  constraint data_requests_pkey primary key (id)
);
create index data_requests_user on read.data_requests (user_id);
comment on table read.data_requests is 'What people ask for about their data (GDPR articles 15, 16 and 20)';
comment on column read.data_requests.kind is 'access or rectification';
comment on column read.data_requests.state is 'open, answered, refused, or erased with its person';
comment on column read.data_requests.answer is 'What was done; for access, the SHA-256 of the manifest';

create table read.access_packages (
  request_id     uuid        not null,
  user_id        uuid        not null,
  as_of          bigint      not null,
  total          bigint      not null,
  done           bigint      not null,
  people         text[]      not null,
  person         integer     not null,
  after_position bigint      not null,
  state          text        not null,
  claimed_until  timestamptz not null,
  made_at        timestamptz,
  constraint access_packages_pkey primary key (request_id)
);
create index access_packages_user on read.access_packages (user_id);
comment on table read.access_packages is 'How far the copy for a request is; not made of events alone';
comment on column read.access_packages.as_of is 'It holds what there was up to this position';
comment on column read.access_packages.people is 'The person, and the person as others have noted their addresses';
comment on column read.access_packages.person is 'Which of them is being read, from 0';
comment on column read.access_packages.state is 'building, ready or expired';
comment on column read.access_packages.claimed_until is 'Until then the process that builds it is taken to be alive';

create table read.access_parts (
  request_id uuid    not null,
  file       text    not null,
  part       integer not null,
  user_id    uuid    not null,
  sealed     bytea   not null,
  constraint access_parts_pkey primary key (request_id, file, part)
);
create index access_parts_user on read.access_parts (user_id);
comment on table read.access_parts is 'The files of a copy in parts, compressed and sealed under its person''s key';

alter table read.data_requests enable row level security;
alter table read.data_requests force row level security;
create policy data_requests_written on read.data_requests to lethe_projector using (true) with check (true);
create policy data_requests_read on read.data_requests for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

alter table read.access_packages enable row level security;
alter table read.access_packages force row level security;
create policy access_packages_written on read.access_packages to lethe_projector using (true) with check (true);
create policy access_packages_read on read.access_packages for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

alter table read.access_parts enable row level security;
alter table read.access_parts force row level security;
create policy access_parts_written on read.access_parts to lethe_projector using (true) with check (true);

grant select, insert, update, delete on read.data_requests, read.access_packages, read.access_parts to lethe_projector;
grant select on read.data_requests, read.access_packages to lethe_reader;
