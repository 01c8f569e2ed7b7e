alter table vault.erasure drop column logged;
