drop function events.append;
