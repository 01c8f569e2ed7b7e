drop table read.audit_searches;
