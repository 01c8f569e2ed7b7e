drop view confer.audit_logs;
drop table read.audit_logs;
