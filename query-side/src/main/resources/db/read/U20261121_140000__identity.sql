drop schema productify cascade;
drop schema confer cascade;
drop schema penguinmails cascade;
drop table read.access_grants, read.api_keys, read.sessions, read.team_invites, read.team_members, read.teams,
  read.tenant_emails, read.tenant_users, read.tenants;
drop function read.managed_organisations, read.organisations;
drop table read.access, read.user_settings;
drop index read.users_live;
alter table read.users
  drop column name,
  drop column given_name,
  drop column family_name,
  drop column picture,
  drop column profile_type,
  drop column email_verified_at,
  drop column password_hash,
  drop column google_id,
  drop column stripe_customer_id,
  drop column stripe_subscription_id,
  drop column trial_ends_at,
  drop column is_active,
  drop column onboarding_completed,
  drop column last_login_at,
  drop column created_by,
  drop column updated_by,
  drop column deleted_at,
  drop column version;
drop function read.tenant;
