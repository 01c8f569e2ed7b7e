-- What runs at its time, once in all processes: the table of db-scheduler, in its layout.
create table events.scheduled_task (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  constraint scheduled_task_name primary key (task_name, task_instance)
);
create index scheduled_task_time on events.scheduled_task (execution_time);
create index scheduled_task_heartbeat on events.scheduled_task (last_heartbeat);
comment on table events.scheduled_task is 'When what is to run; see db-scheduler';
grant select, insert, update, delete on events.scheduled_task to lethe_writer;
