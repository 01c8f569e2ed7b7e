drop table events.log_key, events.checkpoint, events.tree_node, events.leaf_tile;
