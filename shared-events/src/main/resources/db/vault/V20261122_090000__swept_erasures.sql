-- The files of the database still hold what was deleted, until the tables are rewritten.
alter table vault.erasure add column swept boolean not null default false;
create index erasure_not_swept on vault.erasure (subject) where not swept;
comment on column vault.erasure.swept is 'Whether the tables were rewritten since';
grant update (swept) on vault.erasure to lethe_vault;
