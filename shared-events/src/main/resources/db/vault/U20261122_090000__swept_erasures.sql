alter table vault.erasure drop column swept;
