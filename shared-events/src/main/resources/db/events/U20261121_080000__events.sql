drop table events.installation, events.snapshot, events.answer, events.claim, events.event;
drop function events.refuse_change();
