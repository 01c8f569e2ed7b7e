-- Read tables of PrivyLoop. Row-level security is forced on all of them: the projector writes and sees every row, the
-- reader sees what the settings of its transaction allow: app.user_id and app.role ('user' or 'admin').

create function read.actor() returns uuid language sql stable as $$
  select nullif(current_setting('app.user_id', true), '')::uuid
$$;
comment on function read.actor is 'Who asks in this transaction, or null';

create function read.is_admin() returns boolean language sql stable as $$
  select coalesce(current_setting('app.role', true), '') = 'admin'
$$;
comment on function read.is_admin is 'Whether an administrator asks in this transaction';

create table read.users (
  id                uuid        not null,
  email             text        not null,
  subscription_tier text        not null,
  is_admin          boolean     not null default false,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  position          bigint      not null,
  constraint users_pkey primary key (id),
  constraint users_email_is_unique unique (email) deferrable initially deferred
);
comment on table read.users is 'People with an account';
comment on column read.users.position is 'Position of the last event that is in this row';

create table read.platforms (
  id              uuid        not null,
  name            text        not null,
  slug            text        not null,
  api_config      jsonb,
  scraping_config jsonb,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  position        bigint      not null,
  constraint platforms_pkey primary key (id),
  constraint platforms_slug_is_unique unique (slug) deferrable initially deferred
);
comment on table read.platforms is 'Platforms whose privacy settings are watched';

create table read.privacy_settings (
  id                uuid        not null,
  platform_id       uuid        not null,
  setting_name      text        not null,
  setting_path      text        not null,
  description       text,
  protective_values jsonb       not null,
  severity          text        not null,
  default_value     jsonb,
  updated_at        timestamptz not null,
  position          bigint      not null,
  constraint privacy_settings_pkey primary key (id)
);
create index privacy_settings_platform on read.privacy_settings (platform_id, setting_name);
comment on table read.privacy_settings is 'What is known of each privacy setting of a platform';
comment on column read.privacy_settings.setting_path is 'JSONPath (RFC 9535) in the raw document of the platform';

create table read.privacy_snapshots (
  id            uuid        not null,
  user_id       uuid        not null,
  platform_id   uuid        not null,
  settings_data jsonb       not null,
  readings      jsonb       not null,
  scraped_at    timestamptz not null,
  last_seen_at  timestamptz not null,
  times_seen    integer     not null,
  recorded_by   uuid,
  recorded_at   timestamptz not null,
  position      bigint      not null,
  constraint privacy_snapshots_pkey primary key (id)
);
create index privacy_snapshots_series on read.privacy_snapshots (user_id, platform_id, scraped_at, position);
comment on table read.privacy_snapshots is 'Privacy settings of a person on a platform from a time on';
comment on column read.privacy_snapshots.settings_data is 'Value by setting name';
comment on column read.privacy_snapshots.readings is 'The same with origin, default, severity and whether it protects';
comment on column read.privacy_snapshots.last_seen_at is 'When the same settings were last read again';
comment on column read.privacy_snapshots.recorded_by is 'Who sent the command';

create table read.privacy_differences (
  snapshot_id          uuid        not null,
  setting_name         text        not null,
  user_id              uuid        not null,
  platform_id          uuid        not null,
  kind                 text        not null,
  from_value           jsonb,
  to_value             jsonb,
  severity             text,
  protection           text        not null,
  cause                text        not null,
  scraped_at           timestamptz not null,
  recorded_by          uuid,
  recorded_at          timestamptz not null,
  correlation_id       text,
  position             bigint      not null,
  constraint privacy_differences_pkey primary key (snapshot_id, setting_name)
);
create index privacy_differences_series
  on read.privacy_differences (user_id, platform_id, position desc, setting_name);
comment on table read.privacy_differences is 'What each snapshot changed, setting by setting, and who did it';

create table read.token_entry (
  processor_name text         not null,
  segment        integer      not null,
  token          bytea,
  token_type     text,
  claimed_at     text,
  owner          text,
  constraint token_entry_pkey primary key (processor_name, segment)
);
comment on table read.token_entry is 'How far each projection is; written in the transaction that writes its rows';

create view read.projection_position as
select processor_name,
       segment,
       coalesce((convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint, 0) as position
from read.token_entry
where processor_name <> '__config';
comment on view read.projection_position is 'Up to which position each projection has written its rows';

alter table read.users enable row level security;
alter table read.users force row level security;
create policy users_written on read.users to lethe_projector using (true) with check (true);
create policy users_read on read.users for select to lethe_reader using (read.is_admin() or id = read.actor());

alter table read.platforms enable row level security;
alter table read.platforms force row level security;
create policy platforms_written on read.platforms to lethe_projector using (true) with check (true);
create policy platforms_read on read.platforms for select to lethe_reader using (read.actor() is not null);

alter table read.privacy_settings enable row level security;
alter table read.privacy_settings force row level security;
create policy privacy_settings_written on read.privacy_settings to lethe_projector using (true) with check (true);
create policy privacy_settings_read on read.privacy_settings for select to lethe_reader using (read.actor() is not null);

alter table read.privacy_snapshots enable row level security;
alter table read.privacy_snapshots force row level security;
create policy privacy_snapshots_written on read.privacy_snapshots to lethe_projector using (true) with check (true);
create policy privacy_snapshots_read on read.privacy_snapshots for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

alter table read.privacy_differences enable row level security;
alter table read.privacy_differences force row level security;
create policy privacy_differences_written on read.privacy_differences to lethe_projector using (true) with check (true);
create policy privacy_differences_read on read.privacy_differences for select to lethe_reader
  using (read.is_admin() or user_id = read.actor());

grant usage on schema read to lethe_projector, lethe_reader;
grant select, insert, update, delete on
  read.users, read.platforms, read.privacy_settings, read.privacy_snapshots, read.privacy_differences, read.token_entry
  to lethe_projector;
grant select on read.projection_position to lethe_projector, lethe_reader;
grant select on
  read.users, read.platforms, read.privacy_settings, read.privacy_snapshots, read.privacy_differences
  to lethe_reader;

-- The contract, as its clients know it. security_invoker: the policies above apply to whoever selects.
create schema privyloop;
create view privyloop.users with (security_invoker = true) as
select id, email, created_at, updated_at, subscription_tier from read.users;
create view privyloop.platforms with (security_invoker = true) as
select id, name, slug, api_config, scraping_config from read.platforms;
create view privyloop.privacy_settings with (security_invoker = true) as
select id, platform_id, setting_name, setting_path, description from read.privacy_settings;
create view privyloop.privacy_snapshots with (security_invoker = true) as
select id, user_id, platform_id, settings_data, scraped_at from read.privacy_snapshots;
comment on schema privyloop is 'The tables that PrivyLoop''s clients expect';
grant usage on schema privyloop to lethe_reader;
grant select on all tables in schema privyloop to lethe_reader;
