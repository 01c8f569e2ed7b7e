revoke select on events.leaf_tile, events.tree_node, events.checkpoint, events.log_key from lethe_projector;
revoke delete on events.snapshot from lethe_writer;
