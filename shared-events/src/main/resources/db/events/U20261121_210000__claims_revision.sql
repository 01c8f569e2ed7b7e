alter table events.installation drop column claims_revision;
