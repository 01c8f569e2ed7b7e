alter table read.audit_logs drop column address, drop column reason;
