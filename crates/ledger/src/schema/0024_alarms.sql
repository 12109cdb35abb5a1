-- Folds of the log: what needs an answer. Each reason for an alarm is a row of its own, so that the same one told twice
-- is one. seen and closed are somebody's word as JSON: who, when, and how many reasons he knew of. An alarm is settled
-- once somebody has ended its cause.
CREATE TABLE alarm (
    cause   TEXT PRIMARY KEY,
    scope   TEXT,
    settled INTEGER NOT NULL DEFAULT 0,
    seen    TEXT,
    closed  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_open ON alarm (settled) WHERE settled = 0;

CREATE TABLE alarm_reason (
    cause  TEXT NOT NULL,
    reason TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (cause, reason)
) STRICT, WITHOUT ROWID;

-- When an order is to be answered, as in its own words; none once that came, or the order has ended.
CREATE TABLE deadline (
    order_id TEXT PRIMARY KEY,
    desk     TEXT NOT NULL,
    due      TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_by_desk ON deadline (desk) WHERE due IS NOT NULL;

-- The alarms of a store from before: the same rows that folding its log again gives.
INSERT INTO alarm_reason (cause, reason, at)
SELECT 'silent/' || ladder.order_id, json_extract(rung.value, '$.number'), json_extract(rung.value, '$.reached.at')
FROM ladder, json_each(ladder.ladder, '$.rungs') AS rung
WHERE json_extract(rung.value, '$.reached.silent.units') > 0;

INSERT INTO alarm_reason (cause, reason, at)
SELECT 'refused/' || order_id, post, refused_at FROM receipt WHERE refused_at IS NOT NULL AND part = 'recipient';

INSERT INTO alarm_reason (cause, reason, at)
SELECT 'call/' || missed_call.id, 'call', fact.at FROM missed_call JOIN fact USING (desk, seq);

INSERT INTO alarm (cause, scope, settled)
SELECT DISTINCT alarm_reason.cause, orders.scope, order_end.order_id IS NOT NULL
FROM alarm_reason
JOIN orders ON orders.id = substr(alarm_reason.cause, instr(alarm_reason.cause, '/') + 1)
LEFT JOIN order_end ON order_end.order_id = orders.id
WHERE alarm_reason.cause NOT LIKE 'call/%';

INSERT INTO alarm (cause, scope, settled)
SELECT 'call/' || id, scope, settled IS NOT NULL FROM missed_call;

INSERT INTO deadline (order_id, desk, due)
SELECT
    orders.id, fact.desk,
    CASE WHEN order_end.order_id IS NULL THEN json_extract(orders.card, '$.deadline') END
FROM orders
JOIN fact ON fact.kind = 'OrderIssued' AND fact.subject = 'order/' || orders.id
LEFT JOIN order_end ON order_end.order_id = orders.id
WHERE json_extract(orders.card, '$.deadline') IS NOT NULL;
