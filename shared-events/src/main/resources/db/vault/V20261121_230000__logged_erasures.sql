-- After a restore, the ledger knows of erasures that the restored log does not have.
alter table vault.erasure add column logged boolean not null default false;
update vault.erasure set logged = true;
create index erasure_not_logged on vault.erasure (subject) where not logged;
comment on column vault.erasure.logged is 'Whether the log says that the keys were destroyed';
grant update (logged) on vault.erasure to lethe_vault;
