-- retire_others
UPDATE scheme SET state = 'retired' WHERE state = 'published' AND name <> :name;

-- put
INSERT INTO scheme (name, state, valid_from) VALUES (:name, :state, :valid_from)
ON CONFLICT (name) DO UPDATE SET state = excluded.state, valid_from = excluded.valid_from;

-- state
SELECT state FROM scheme WHERE name = :scheme;

-- set_state
UPDATE scheme SET state = :state, valid_from = coalesce(:valid_from, valid_from) WHERE name = :scheme;

-- withdraw
DELETE FROM scheme WHERE name = :scheme;

-- clear_levels
DELETE FROM level WHERE scheme = :scheme;

-- insert_level
INSERT INTO level (scheme, level, name) VALUES (:scheme, :level, :name);

-- grow_level
INSERT INTO level (scheme, level, name) VALUES (:scheme, :level, :name) ON CONFLICT (scheme, level) DO NOTHING;

-- step
INSERT INTO scheme_step (desk, seq, hlc, scheme, step, note, "by", at)
VALUES (:desk, :seq, :hlc, :scheme, :step, :note, :by, :at);

-- forget_steps
DELETE FROM scheme_step WHERE scheme = :scheme;
