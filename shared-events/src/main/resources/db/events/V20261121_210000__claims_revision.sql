-- Which claims the stored events have made: newer versions of the program claim more for events that are there.
alter table events.installation add column claims_revision integer not null default 0;
comment on column events.installation.claims_revision is 'Claims were derived anew from all events for this revision';
grant update (claims_revision) on events.installation to lethe_writer;
