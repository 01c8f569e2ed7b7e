-- The query side notes which copies of people's data are made; the command side makes events of the notes.

create table events.access_note (
  request_id uuid        not null,
  manifest   text        not null,
  noted_at   timestamptz not null default now(),
  constraint access_note_request primary key (request_id)
);
comment on table events.access_note is 'Access packages that are made and not answered for by an event yet';
comment on column events.access_note.manifest is 'SHA-256 of the package''s manifest, in hexadecimal';

grant insert on events.access_note to lethe_projector;
grant select, delete on events.access_note to lethe_writer;
