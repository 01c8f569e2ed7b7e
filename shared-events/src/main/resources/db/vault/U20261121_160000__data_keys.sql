drop table vault.erasure, vault.data_key;
