-- One call, one statement, one commit for a whole group of callers.
--
-- The advisory lock makes commit order and position order the same over any number of processes, so a reader
-- that has seen position n will never see a lower one appear. It is held from here to the end of the
-- transaction, which is this statement when the caller is in auto-commit.
-- A duplicate of anything unique fails the whole call; the caller then appends its group in smaller parts.
create function events.append(
  streams          uuid[],
  sequence_numbers bigint[],
  aggregate_types  text[],
  event_ids        uuid[],
  types            text[],
  revisions        smallint[],
  recorded_micros  bigint[],
  tenants          uuid[],
  subjects         uuid[],
  metadatas        text[],
  payloads         text[],
  leaves           bytea[],
  claim_releases   boolean[],
  claim_scopes     text[],
  claim_hashes     text[],
  claim_holders    uuid[],
  answer_keys      text[],
  answer_prints    text[],
  answer_ids       uuid[],
  answer_sequences bigint[],
  answer_positions bigint[],
  answer_offsets   bigint[],
  answer_events    text[]
) returns bigint language plpgsql as $$
declare
  head bigint;
begin
  perform pg_advisory_xact_lock(7310579);
  select coalesce(max(position), 0) into head from events.event;

  insert into events.event
  select head + e.ordinal, e.stream, e.sequence_number, e.aggregate_type, e.event_id, e.type, e.revision,
         timestamptz 'epoch' + e.micros * interval '1 microsecond', e.tenant, e.subject, e.metadata, e.payload, e.leaf
  from unnest(streams, sequence_numbers, aggregate_types, event_ids, types, revisions, recorded_micros,
              tenants, subjects, metadatas, payloads, leaves)
       with ordinality as e (stream, sequence_number, aggregate_type, event_id, type, revision, micros,
                             tenant, subject, metadata, payload, leaf, ordinal);

  if cardinality(claim_scopes) > 0 then
    delete from events.claim c
    using unnest(claim_releases, claim_scopes, claim_hashes, claim_holders) as r (release, scope, hash, holder)
    where r.release
      and c.scope = r.scope
      and c.value_hash = decode(r.hash, 'hex')
      and c.holder = r.holder;

    insert into events.claim
    select n.scope, decode(n.hash, 'hex'), n.holder
    from unnest(claim_releases, claim_scopes, claim_hashes, claim_holders) as n (release, scope, hash, holder)
    where not n.release;
  end if;

  if cardinality(answer_keys) > 0 then
    insert into events.answer
    select decode(a.key, 'hex'), decode(a.print, 'hex'), a.id, a.sequence_number,
           coalesce(a.position, head + a.offset_in_group), a.events
    from unnest(answer_keys, answer_prints, answer_ids, answer_sequences, answer_positions, answer_offsets,
                answer_events)
         as a (key, print, id, sequence_number, position, offset_in_group, events);
  end if;

  if cardinality(streams) > 0 then
    -- wakes the readers that follow the log; sent at commit
    notify lethe_appended;
  end if;
  return head;
end $$;

comment on function events.append is 'Appends the events of a group of callers; returns the position before the first';
