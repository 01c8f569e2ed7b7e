-- Erasures and legal holds, and whom an invitation is about.

alter table read.team_invites add column contact_id uuid;
create index team_invites_contact on read.team_invites (contact_id);
comment on column read.team_invites.contact_id is 'Whoever is reached under the address, as a data subject';

create table read.erasures (
  id                uuid        not null,
  user_id           uuid        not null,
  state             text        not null,
  identity_check    text        not null,
  reason            text,
  requested_at      timestamptz not null,
  due_at            timestamptz not null,
  done_at           timestamptz,
  contacts          text[]      not null,
  keys_destroyed    integer     not null,
  requested_position bigint     not null,
  done_position     bigint,
  position          bigint      not null,
  constraint erasures_pkey primary key (id)
);
create index erasures_user on read.erasures (user_id);
comment on table read.erasures is 'Requests to be forgotten (GDPR article 17)';
comment on column read.erasures.state is 'open, started, done or refused';
comment on column read.erasures.contacts is 'Ids of the person as others have noted their addresses';

create table read.legal_holds (
  id       uuid        not null,
  user_id  uuid        not null,
  matter   text        not null,
  reason   text        not null,
  until    timestamptz,
  placed_at timestamptz not null,
  placed_by uuid,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_reason text,
  position bigint      not null,
  constraint legal_holds_pkey primary key (id)
);
create index legal_holds_user on read.legal_holds (user_id);
comment on table read.legal_holds is 'What keeps people''s data from being erased';

alter table read.erasures enable row level security;
alter table read.erasures force row level security;
create policy erasures_written on read.erasures to lethe_projector using (true) with check (true);
create policy erasures_read on read.erasures for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

alter table read.legal_holds enable row level security;
alter table read.legal_holds force row level security;
create policy legal_holds_written on read.legal_holds to lethe_projector using (true) with check (true);
create policy legal_holds_read on read.legal_holds for select to lethe_reader using (read.is_admin());

grant select, insert, update, delete on read.erasures, read.legal_holds to lethe_projector;
grant select on read.erasures, read.legal_holds to lethe_reader;
