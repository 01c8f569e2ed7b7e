-- The query side, which certifies that nothing of a person is left, counts here too; it sees no value.
grant select (scope, holder) on events.claim to lethe_projector;
grant select (stream, taken_at) on events.snapshot to lethe_projector;
grant select (subject, noted_at) on events.read_note to lethe_projector;
