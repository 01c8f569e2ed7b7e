-- Keys of data subjects, apart from the events that are sealed under them, so that the backups of the two can have separate lives.

create table vault.data_key (
  subject  uuid        not null,
  category text        not null,
  period   text        not null,
  wrapped  bytea,
  made_at  timestamptz not null default now(),
  constraint data_key_name primary key (subject, category, period)
);
comment on table vault.data_key is 'One key a person, category of data and retention period';
comment on column vault.data_key.wrapped is 'A Tink keyset encrypted by the master key; null once it is destroyed';

create table vault.erasure (
  subject   uuid        not null,
  erased_at timestamptz not null default now(),
  constraint erasure_once primary key (subject)
);
comment on table vault.erasure is 'The erasure ledger: whose keys are destroyed, and of whom no new key is made';

grant usage on schema vault to lethe_vault;
grant select, insert, update on vault.data_key to lethe_vault;
grant select, insert on vault.erasure to lethe_vault;
