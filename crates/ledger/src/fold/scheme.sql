-- retire_others
UPDATE scheme SET state = 'retired' WHERE state = 'published' AND name <> :name;

-- put
INSERT INTO scheme (name, state, valid_from) VALUES (:name, :state, :valid_from)
ON CONFLICT (name) DO UPDATE SET state = excluded.state, valid_from = excluded.valid_from;

-- withdraw_levels
DELETE FROM level;

-- withdraw
DELETE FROM scheme;

-- clear_levels
DELETE FROM level WHERE scheme = :scheme;

-- insert_level
INSERT INTO level (scheme, level, name) VALUES (:scheme, :level, :name);
