alter table read.audit_logs drop column activity_period, drop column observation_period;
alter table read.privacy_snapshots drop column observation_period;
alter table read.sessions drop column activity_period;
drop table read.retention_rules, read.restrictions, read.objections, read.consents;
