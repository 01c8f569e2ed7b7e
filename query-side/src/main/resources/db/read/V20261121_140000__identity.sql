-- Users with all that the contracts say of them, settings, tenants, teams, sessions, API keys, and who had access to what.

create function read.tenant() returns uuid language sql stable as $$
  select nullif(current_setting('app.tenant_id', true), '')::uuid
$$;
comment on function read.tenant is 'On whose behalf somebody asks in this transaction, or null';

alter table read.users
  add column name                   text,
  add column given_name             text,
  add column family_name            text,
  add column picture                text,
  add column profile_type           text,
  add column email_verified_at      timestamptz,
  add column password_hash          text,
  add column google_id              text,
  add column stripe_customer_id     text,
  add column stripe_subscription_id text,
  add column trial_ends_at          timestamptz,
  add column is_active              boolean not null default true,
  add column onboarding_completed   boolean not null default false,
  add column last_login_at          timestamptz,
  add column created_by             uuid,
  add column updated_by             uuid,
  add column deleted_at             timestamptz,
  add column version                bigint  not null default 0;
create unique index users_google_id on read.users (google_id);
create index users_stripe_customer_id on read.users (stripe_customer_id);
create index users_live on read.users (id) where deleted_at is null;
comment on column read.users.password_hash is 'bcrypt; null for whom logs in elsewhere';
comment on column read.users.version is 'Sequence number of the last event of the user';

create table read.user_settings (
  id                    uuid        not null,
  user_id               uuid        not null,
  theme                 text        not null,
  language              text        not null,
  start_on_boot         boolean     not null,
  tracking_enabled      boolean     not null,
  screenshots_enabled   boolean     not null,
  screenshot_interval   integer     not null,
  screenshot_quality    text        not null,
  blur_screenshots      boolean     not null,
  incognito_mode        boolean     not null,
  data_retention_days   integer     not null,
  notifications_enabled boolean     not null,
  break_reminders       boolean     not null,
  idle_timeout          integer     not null,
  track_idle            boolean     not null,
  openai_api_key        text,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  position              bigint      not null,
  constraint user_settings_pkey primary key (id),
  constraint user_settings_one_a_user unique (user_id)
);
comment on table read.user_settings is 'How the products treat each user';
comment on column read.user_settings.openai_api_key is 'Encrypted (AES-256-GCM); never in clear';

create table read.tenants (
  id         uuid        not null,
  name       text        not null,
  personal   boolean     not null,
  compute_id uuid,
  created    timestamptz not null,
  updated    timestamptz not null,
  deleted    timestamptz,
  position   bigint      not null,
  constraint tenants_pkey primary key (id)
);
comment on table read.tenants is 'Organisations, and one tenant for each person';
comment on column read.tenants.personal is 'Whether it is a person''s own, which has the person''s id';

create table read.tenant_users (
  tenant_id uuid        not null,
  user_id   uuid        not null,
  roles     text[]      not null,
  email     text,
  created   timestamptz not null,
  updated   timestamptz not null,
  deleted   timestamptz,
  position  bigint      not null,
  constraint tenant_users_pkey primary key (tenant_id, user_id)
);
create index tenant_users_user on read.tenant_users (user_id);
create index tenant_users_tenant on read.tenant_users (tenant_id) where deleted is null;
comment on table read.tenant_users is 'Who belongs to which tenant, or did';
comment on column read.tenant_users.email is 'Of the user, kept here for the tenant''s managers';

create table read.tenant_emails (
  user_id uuid not null,
  email   text not null,
  constraint tenant_emails_pkey primary key (user_id)
);
comment on table read.tenant_emails is 'Where people are reached, for the tenant projection alone: nobody else reads it';

create table read.teams (
  id             uuid        not null,
  name           text        not null,
  description    text,
  owner_id       uuid        not null,
  plan           text        not null,
  max_members    integer     not null,
  settings       jsonb,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  deactivated_at timestamptz,
  position       bigint      not null,
  constraint teams_pkey primary key (id)
);
create index teams_owner on read.teams (owner_id);
comment on table read.teams is 'People who work together';

create table read.team_members (
  id         uuid        not null,
  team_id    uuid        not null,
  user_id    uuid        not null,
  role       text        not null,
  invited_by uuid,
  joined_at  timestamptz not null,
  is_active  boolean     not null,
  position   bigint      not null,
  constraint team_members_pkey primary key (id),
  constraint team_members_once_a_team unique (team_id, user_id)
);
create index team_members_user on read.team_members (user_id);
comment on table read.team_members is 'Who takes part in which team, or did';

create table read.team_invites (
  id          uuid        not null,
  team_id     uuid        not null,
  email       text        not null,
  role        text        not null,
  token       text        not null,
  invited_by  uuid        not null,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  declined_at timestamptz,
  revoked_at  timestamptz,
  created_at  timestamptz not null,
  position    bigint      not null,
  constraint team_invites_pkey primary key (id),
  constraint team_invites_token_is_unique unique (token)
);
create index team_invites_team on read.team_invites (team_id);
create index team_invites_email on read.team_invites (lower(email));
comment on table read.team_invites is 'Invitations to teams';
comment on column read.team_invites.token is 'SHA-256 of the token; the token itself is nowhere';

create table read.sessions (
  id         uuid        not null,
  user_id    uuid        not null,
  tenant_id  uuid        not null,
  token      text        not null,
  expires_at timestamptz not null,
  address    text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  updated_by uuid,
  deleted_at timestamptz,
  end_reason text,
  version    bigint      not null,
  position   bigint      not null,
  constraint sessions_pkey primary key (id)
);
create index sessions_user on read.sessions (user_id, created_at);
create index sessions_live on read.sessions (user_id) where deleted_at is null;
comment on table read.sessions is 'Log-ins of people';
comment on column read.sessions.token is 'SHA-256 of the refresh token; the token itself is nowhere';

create table read.api_keys (
  id               uuid        not null,
  user_id          uuid        not null,
  tenant_id        uuid        not null,
  name             text        not null,
  scopes           text[]      not null,
  secret_hash      text        not null,
  expires_at       timestamptz not null,
  old_secret_hash  text,
  old_expires_at   timestamptz,
  last_used_at     timestamptz,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  revoked_at       timestamptz,
  position         bigint      not null,
  constraint api_keys_pkey primary key (id)
);
create index api_keys_user on read.api_keys (user_id);
create unique index api_keys_secret on read.api_keys (secret_hash);
create unique index api_keys_old_secret on read.api_keys (old_secret_hash);
comment on table read.api_keys is 'Keys with which services act for users';
comment on column read.api_keys.old_secret_hash is 'Of the secret before, good until old_expires_at';

create table read.access (
  organisation_id uuid    not null,
  user_id         uuid    not null,
  kind            text    not null,
  level           text    not null,
  suspended       boolean not null,
  constraint access_pkey primary key (organisation_id, user_id)
);
create index access_user on read.access (user_id, organisation_id);
comment on table read.access is 'Who belongs to which tenant or team now, for the policies below';
comment on column read.access.level is 'owner, manager or member';
comment on column read.access.suspended is 'Whether the tenant is deleted or the team out of use';

create table read.access_grants (
  id               uuid        not null,
  kind             text        not null,
  organisation_id  uuid        not null,
  user_id          uuid        not null,
  role             text        not null,
  granted_at       timestamptz not null,
  granted_by       uuid,
  granted_position bigint      not null,
  revoked_at       timestamptz,
  revoked_by       uuid,
  revoked_position bigint,
  constraint access_grants_pkey primary key (id)
);
create index access_grants_organisation on read.access_grants (organisation_id, granted_at);
create index access_grants_user on read.access_grants (user_id, granted_at);
comment on table read.access_grants is 'Every role that anybody ever had in a tenant, a team or the installation, and when';
comment on column read.access_grants.granted_position is 'Of the event that gave the role';
comment on column read.access_grants.revoked_position is 'Of the event that took it; null while it is held';

-- The policies. A subquery without a row of the table in it is run once a query, not once a row.

alter table read.user_settings enable row level security;
alter table read.user_settings force row level security;
create policy user_settings_written on read.user_settings to lethe_projector using (true) with check (true);
create policy user_settings_read on read.user_settings for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

alter table read.access enable row level security;
alter table read.access force row level security;
create policy access_written on read.access to lethe_projector using (true) with check (true);
create policy access_read on read.access for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

create function read.organisations() returns setof uuid language sql stable as $$
  select organisation_id
  from read.access
  where user_id = read.actor()
    and (not suspended or level = 'owner')
$$;
comment on function read.organisations is 'The tenants and teams to which whoever asks belongs';

create function read.managed_organisations() returns setof uuid language sql stable as $$
  select organisation_id
  from read.access
  where user_id = read.actor()
    and (level = 'owner' or (level = 'manager' and not suspended))
$$;
comment on function read.managed_organisations is 'The tenants and teams which whoever asks manages';

alter table read.tenants enable row level security;
alter table read.tenants force row level security;
create policy tenants_written on read.tenants to lethe_projector using (true) with check (true);
create policy tenants_read on read.tenants for select to lethe_reader
  using (read.is_admin() or id in (select read.organisations()));

alter table read.tenant_users enable row level security;
alter table read.tenant_users force row level security;
create policy tenant_users_written on read.tenant_users to lethe_projector using (true) with check (true);
create policy tenant_users_read on read.tenant_users for select to lethe_reader
  using (read.is_admin()
         or user_id = read.actor()
         or (tenant_id = read.tenant() and tenant_id in (select read.managed_organisations())));

alter table read.tenant_emails enable row level security;
alter table read.tenant_emails force row level security;
create policy tenant_emails_written on read.tenant_emails to lethe_projector using (true) with check (true);

alter table read.teams enable row level security;
alter table read.teams force row level security;
create policy teams_written on read.teams to lethe_projector using (true) with check (true);
create policy teams_read on read.teams for select to lethe_reader
  using (read.is_admin() or id in (select read.organisations()));

alter table read.team_members enable row level security;
alter table read.team_members force row level security;
create policy team_members_written on read.team_members to lethe_projector using (true) with check (true);
create policy team_members_read on read.team_members for select to lethe_reader
  using (read.is_admin() or user_id = read.actor() or team_id in (select read.organisations()));

alter table read.team_invites enable row level security;
alter table read.team_invites force row level security;
create policy team_invites_written on read.team_invites to lethe_projector using (true) with check (true);
create policy team_invites_read on read.team_invites for select to lethe_reader
  using (read.is_admin()
         or team_id in (select read.managed_organisations())
         or lower(email) = (select lower(u.email) from read.users u where u.id = read.actor()));

alter table read.sessions enable row level security;
alter table read.sessions force row level security;
create policy sessions_written on read.sessions to lethe_projector using (true) with check (true);
create policy sessions_read on read.sessions for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

alter table read.api_keys enable row level security;
alter table read.api_keys force row level security;
create policy api_keys_written on read.api_keys to lethe_projector using (true) with check (true);
create policy api_keys_read on read.api_keys for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

alter table read.access_grants enable row level security;
alter table read.access_grants force row level security;
create policy access_grants_written on read.access_grants to lethe_projector using (true) with check (true);
create policy access_grants_read on read.access_grants for select to lethe_reader
  using (read.is_admin() or user_id = read.actor() or organisation_id in (select read.managed_organisations()));

grant select, insert, update, delete on
  read.user_settings, read.tenants, read.tenant_users, read.tenant_emails, read.teams, read.team_members,
  read.team_invites, read.sessions, read.api_keys, read.access, read.access_grants
  to lethe_projector;
grant select on
  read.user_settings, read.tenants, read.tenant_users, read.teams, read.team_members, read.team_invites,
  read.sessions, read.access, read.access_grants
  to lethe_reader;
-- not the hashes of the secrets: nothing that is asked needs them
grant select (id, user_id, tenant_id, name, scopes, expires_at, old_expires_at, last_used_at, created_at,
              updated_at, revoked_at, position)
  on read.api_keys to lethe_reader;

create schema penguinmails;
comment on schema penguinmails is 'The tables that PenguinMails'' clients expect';
create view penguinmails.users with (security_invoker = true) as
select id, email, name, family_name, given_name, picture, email_verified_at as email_verified,
       created_at as created, updated_at as updated, deleted_at as deleted
from read.users;
create view penguinmails.tenants with (security_invoker = true) as
select id, name, created, updated, deleted, compute_id from read.tenants;
create view penguinmails.tenant_users with (security_invoker = true) as
select tenant_id, user_id, roles, email, created, updated, deleted from read.tenant_users;

create schema confer;
comment on schema confer is 'The tables that Confer''s clients expect';
create view confer.users with (security_invoker = true) as
select id, email, name, created_at, updated_at, created_by, updated_by, deleted_at, version from read.users;
create view confer.sessions with (security_invoker = true) as
select id, user_id, token, expires_at, created_at, updated_at, created_by, updated_by, deleted_at, version
from read.sessions;

create schema productify;
comment on schema productify is 'The tables that Productify Pro''s clients expect';
create view productify.users with (security_invoker = true) as
select id,
       email::varchar(255)                  as email,
       password_hash::varchar(255)          as hashed_password,
       name::varchar(100)                   as name,
       picture::varchar(500)                as avatar_url,
       subscription_tier::varchar(50)       as plan,
       stripe_customer_id::varchar(255)     as stripe_customer_id,
       stripe_subscription_id::varchar(255) as stripe_subscription_id,
       trial_ends_at,
       coalesce(trial_ends_at > now(), false) as is_trial_active,
       is_active and deleted_at is null     as is_active,
       is_admin,
       email_verified_at is not null        as email_verified,
       google_id::varchar(255)              as google_id,
       created_at,
       updated_at,
       last_login_at,
       onboarding_completed,
       profile_type::varchar(50)            as profile_type
from read.users;
create view productify.user_settings with (security_invoker = true) as
select id,
       user_id,
       theme::varchar(20)              as theme,
       language::varchar(10)           as language,
       start_on_boot,
       tracking_enabled,
       screenshots_enabled,
       screenshot_interval,
       screenshot_quality::varchar(20) as screenshot_quality,
       blur_screenshots,
       incognito_mode,
       data_retention_days,
       notifications_enabled,
       break_reminders,
       idle_timeout,
       track_idle,
       openai_api_key::varchar(500)    as openai_api_key,
       created_at,
       updated_at
from read.user_settings;
create view productify.teams with (security_invoker = true) as
select id, name::varchar(255) as name, description, owner_id, plan::varchar(50) as plan, max_members, settings,
       created_at, updated_at
from read.teams;
create view productify.team_members with (security_invoker = true) as
select id, team_id, user_id, role::varchar(20) as role, invited_by, joined_at, is_active
from read.team_members;
create view productify.team_invites with (security_invoker = true) as
select id, team_id, email::varchar(255) as email, role::varchar(20) as role, token::varchar(255) as token,
       invited_by, expires_at, accepted_at, created_at
from read.team_invites;

grant usage on schema penguinmails, confer, productify to lethe_reader;
grant select on all tables in schema penguinmails, confer, productify to lethe_reader;
