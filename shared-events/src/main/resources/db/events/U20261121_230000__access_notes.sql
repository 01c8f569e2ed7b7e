drop table events.access_note;
