-- What is remembered of an erased person's aggregates goes.
grant delete on events.snapshot to lethe_writer;

-- The query side proves what it hands out.
grant select on events.leaf_tile, events.tree_node, events.checkpoint, events.log_key to lethe_projector;
