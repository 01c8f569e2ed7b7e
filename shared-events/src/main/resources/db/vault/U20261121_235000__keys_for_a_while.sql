drop index vault.data_key_for_a_while;
