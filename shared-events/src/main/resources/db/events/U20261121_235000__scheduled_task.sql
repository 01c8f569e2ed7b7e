drop table events.scheduled_task;
