delete from read.token_entry;
