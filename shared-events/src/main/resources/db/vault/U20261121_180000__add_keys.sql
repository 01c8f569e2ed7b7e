drop function vault.add_keys;
