do $$
declare
  p record;
begin
  for p in select tablename, policyname, qual from pg_policies where schemaname = 'read' and qual ~ '\mis_admin\(\)' loop
    execute format(
      'alter policy %I on read.%I using (%s)',
      p.policyname, p.tablename,
      regexp_replace(p.qual, '\( *select +(read\.)?is_admin\(\)( +as +is_admin)? *\)', 'read.is_admin()', 'gi'));
  end loop;
end $$;
