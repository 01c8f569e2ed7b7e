drop table events.read_note;
