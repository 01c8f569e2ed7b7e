-- The event store: what was appended stays as it is, in the order of its positions.

create table events.event (
  position        bigint      not null,
  stream          uuid        not null,
  sequence_number bigint      not null,
  aggregate_type  text        not null,
  event_id        uuid        not null,
  type            text        not null,
  revision        smallint    not null,
  recorded_at     timestamptz not null,
  tenant          uuid,
  subject         uuid,
  metadata        text        not null,
  payload         text        not null,
  leaf            bytea       not null,
  constraint event_position primary key (position),
  constraint event_stream_sequence unique (stream, sequence_number)
);
create index event_tenant on events.event (tenant, position) where tenant is not null;
create index event_subject on events.event (subject, position) where subject is not null;

comment on table events.event is 'Every event, once, in the one order of its positions';
comment on column events.event.position is '1, 2, 3 … in commit order, without a gap';
comment on column events.event.stream is 'The aggregate whose event this is';
comment on column events.event.sequence_number is '0, 1, 2 … within the stream';
comment on column events.event.type is 'Stable name of the event type, not a class name';
comment on column events.event.revision is 'Which shape of that type the payload has';
comment on column events.event.subject is 'The person whom the personal data in the payload is about';
comment on column events.event.metadata is 'JSON; text and not jsonb, because the leaf hash commits to its bytes';
comment on column events.event.payload is 'JSON; text for the same reason';
comment on column events.event.leaf is 'RFC 6962 leaf hash over all the columns but position and itself';

-- Append-only also for the owner, whom privileges do not hold back.
create function events.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only: % of % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger event_is_append_only
  before update or delete or truncate on events.event
  for each statement execute function events.refuse_change();

create table events.claim (
  scope      text  not null,
  value_hash bytea not null,
  holder     uuid  not null,
  constraint claim_unique_value primary key (scope, value_hash)
);
create index claim_holder on events.claim (holder);
comment on table events.claim is 'Who holds a value that only one may hold, such as an email address';
comment on column events.claim.value_hash is 'Keyed hash (HMAC-SHA256); the value itself is nowhere in this schema';

create table events.answer (
  key_hash        bytea       not null,
  fingerprint     bytea       not null,
  id              uuid        not null,
  sequence_number bigint      not null,
  position        bigint      not null,
  events          text        not null,
  answered_at     timestamptz not null default now(),
  constraint answer_idempotency_key primary key (key_hash)
);
comment on table events.answer is 'First answers to commands that carried an idempotency key';
comment on column events.answer.key_hash is 'SHA-256 of the sender and the Idempotency-Key header';
comment on column events.answer.fingerprint is 'SHA-256 of the command, to tell a retry from a different command';
comment on column events.answer.events is 'Event types, separated by commas';

create table events.snapshot (
  stream          uuid        not null,
  sequence_number bigint      not null,
  aggregate_type  text        not null,
  class           text        not null,
  shape           text        not null,
  taken_at        timestamptz not null,
  state           text        not null,
  constraint snapshot_stream primary key (stream)
);
comment on table events.snapshot is 'The state of an aggregate at a sequence number: derived, may be emptied at any time';
comment on column events.snapshot.shape is 'Hash over the fields of the class; a snapshot of another shape is not used';

create table events.installation (
  only_row     boolean not null default true constraint installation_is_one_row primary key check (only_row),
  claim_key_id bytea   not null
);
comment on table events.installation is 'Which keys belong to this database, so that a process with others refuses to start';

grant usage on schema events to lethe_writer, lethe_projector;
grant select, insert on events.event to lethe_writer;
grant select, insert, delete on events.claim to lethe_writer;
grant select, insert on events.answer to lethe_writer;
grant select, insert, update on events.snapshot to lethe_writer;
grant select, insert on events.installation to lethe_writer;
grant select on events.event to lethe_projector;
