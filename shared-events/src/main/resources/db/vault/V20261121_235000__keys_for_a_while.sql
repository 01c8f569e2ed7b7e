create index data_key_for_a_while on vault.data_key (period) where period <> 'permanent' and wrapped is not null;
