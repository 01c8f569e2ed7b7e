-- The query side notes who was shown whose data; the command side makes events of the notes and takes them away.

create table events.read_note (
  id       uuid        not null,
  subject  uuid        not null,
  reader   uuid        not null,
  query    text        not null,
  metadata text        not null,
  noted_at timestamptz not null default now(),
  constraint read_note_id primary key (id)
);
comment on table events.read_note is 'Reads of personal data by others that are not events yet, for about a second';
comment on column events.read_note.id is 'Of the event that is made of it, so that it is made once';
comment on column events.read_note.metadata is 'As of events, the address sealed';

grant insert on events.read_note to lethe_projector;
grant select, delete on events.read_note to lethe_writer;
