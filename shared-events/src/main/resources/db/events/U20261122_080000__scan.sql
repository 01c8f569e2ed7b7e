revoke select (scope, holder) on events.claim from lethe_projector;
revoke select (stream, taken_at) on events.snapshot from lethe_projector;
revoke select (subject, noted_at) on events.read_note from lethe_projector;
