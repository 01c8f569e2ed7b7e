-- The Merkle log over the events: what is signed is never changed.

create table events.tree_node (
  level smallint not null check (level >= 1),
  index bigint   not null,
  hash  bytea    not null,
  constraint tree_node_place primary key (level, index)
);
comment on table events.tree_node is 'Hashes of complete subtrees of 256^level leaves; those of level 0 are events.event.leaf';

create table events.leaf_tile (
  index  bigint not null,
  leaves bytea  not null,
  constraint leaf_tile_index primary key (index)
);
comment on table events.leaf_tile is 'A second copy of 256 leaf hashes a row, so that a check can name the event that was altered';

create table events.checkpoint (
  size      bigint      not null,
  root      bytea       not null,
  note      text        not null,
  signed_at timestamptz not null default now(),
  constraint checkpoint_size primary key (size)
);
comment on table events.checkpoint is 'Every checkpoint that was ever served (C2SP tlog-checkpoint)';

create table events.log_key (
  key_id       text        not null,
  name         text        not null,
  public_key   bytea       not null,
  verifier_key text        not null,
  published_at timestamptz not null default now(),
  constraint log_key_id primary key (key_id)
);
comment on table events.log_key is 'Public keys that have signed checkpoints; those of the past stay valid for theirs';

create trigger leaf_tile_is_append_only before update or delete or truncate on events.leaf_tile
  for each statement execute function events.refuse_change();
create trigger tree_node_is_append_only before update or delete or truncate on events.tree_node
  for each statement execute function events.refuse_change();
create trigger checkpoint_is_append_only before update or delete or truncate on events.checkpoint
  for each statement execute function events.refuse_change();
create trigger log_key_is_append_only before update or delete or truncate on events.log_key
  for each statement execute function events.refuse_change();

grant select, insert on events.leaf_tile, events.tree_node, events.checkpoint, events.log_key to lethe_writer;
