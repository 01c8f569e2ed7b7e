-- Of two keys of one name in a call only one is stored: the other is not made. And calls that make the same keys wait
-- for each other in the same order.
create or replace function vault.add_keys(subjects uuid[], categories text[], periods text[], wrappeds bytea[])
returns table (number bigint) language plpgsql as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock_shared(7310583);
  return query
  with made as (
    insert into vault.data_key (subject, category, period, wrapped)
    select n.subject, n.category, n.period, n.wrapped
    from unnest(subjects, categories, periods, wrappeds) as n (subject, category, period, wrapped)
    where not exists (select from vault.erasure e where e.subject = n.subject)
    order by n.subject, n.category, n.period
    on conflict do nothing
    returning subject, category, period, wrapped
  )
  select n.ordinal
  from unnest(subjects, categories, periods, wrappeds) with ordinality as n (subject, category, period, wrapped, ordinal)
  join made using (subject, category, period, wrapped);
end $$;
