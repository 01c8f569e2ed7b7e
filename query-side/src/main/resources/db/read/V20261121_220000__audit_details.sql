-- From where and why; filled by reading all events again.
alter table read.audit_logs add column address text, add column reason text;
comment on column read.audit_logs.address is 'From where; null where that is not known, or its person is erased';
comment on column read.audit_logs.reason is 'Why, as the actor said';
delete from read.token_entry where processor_name = 'audit';
