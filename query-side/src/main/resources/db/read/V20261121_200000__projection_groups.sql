-- Projections are grouped: each group reads the events once. They begin anew, as rows are written whole by the
-- events that make them.
delete from read.token_entry;
