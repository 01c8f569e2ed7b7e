drop schema privyloop cascade;
drop view read.projection_position;
drop table read.token_entry, read.privacy_differences, read.privacy_snapshots, read.privacy_settings, read.platforms,
  read.users;
drop function read.is_admin, read.actor;
