-- A fold of the log: where sensors speak. One of a store.
CREATE TABLE broker (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    address TEXT
) STRICT;
