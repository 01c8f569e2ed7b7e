-- The planner's statistics keep samples of what is in a column; of what people are they keep none.
do $$
declare
  c record;
begin
  for c in
    select a.attrelid::regclass as "table", a.attname as name
    from pg_attribute a
    join pg_class t on t.oid = a.attrelid and t.relnamespace = 'read'::regnamespace
    where ('read.' || t.relname, a.attname) in (
      ('read.users', 'email'), ('read.users', 'name'), ('read.users', 'given_name'), ('read.users', 'family_name'),
      ('read.users', 'picture'), ('read.users', 'profile_type'), ('read.users', 'password_hash'),
      ('read.users', 'google_id'), ('read.users', 'stripe_customer_id'), ('read.users', 'stripe_subscription_id'),
      ('read.tenant_users', 'email'), ('read.tenant_emails', 'email'), ('read.team_invites', 'email'),
      ('read.sessions', 'address'), ('read.sessions', 'user_agent'), ('read.api_keys', 'name'),
      ('read.audit_logs', 'changes'), ('read.audit_logs', 'search'), ('read.audit_logs', 'address'),
      ('read.audit_logs', 'reason'), ('read.privacy_snapshots', 'settings_data'), ('read.privacy_snapshots', 'readings'),
      ('read.privacy_differences', 'from_value'), ('read.privacy_differences', 'to_value'),
      ('read.data_requests', 'wish'), ('read.data_requests', 'answer'))
  loop
    execute format('alter table %s alter column %I set statistics 0', c."table", c.name);
  end loop;
  for c in
    select i.indexrelid::regclass as "index", a.attnum as number
    from pg_index i
    join pg_attribute a on a.attrelid = i.indexrelid
    where i.indrelid in ('read.users'::regclass, 'read.team_invites'::regclass)
      and i.indexprs is not null
  loop
    execute format('alter index %s alter column %s set statistics 0', c."index", c.number);
  end loop;
end $$;
