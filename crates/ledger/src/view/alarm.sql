-- open
SELECT cause, scope, settled FROM alarm WHERE settled = 0 ORDER BY cause;

-- one
SELECT cause, scope, settled FROM alarm WHERE cause = :cause;

-- deadlines
SELECT order_id, due FROM deadline WHERE desk = :desk AND due IS NOT NULL;
