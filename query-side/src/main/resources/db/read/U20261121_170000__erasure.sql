drop table read.legal_holds, read.erasures;
alter table read.team_invites drop column contact_id;
