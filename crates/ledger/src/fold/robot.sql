-- bind
INSERT INTO robot (id, desk, setting, author, last, tries, halted) VALUES (:id, :desk, :setting, :author, 0, 0, 0)
ON CONFLICT (id) DO UPDATE SET setting = excluded.setting, author = excluded.author, halted = 0;

-- unbind
DELETE FROM robot WHERE id = :id;

-- unbind_items
DELETE FROM robot_item WHERE robot = :id;

-- unbind_digests
DELETE FROM robot_digest WHERE robot = :id;

-- bound
SELECT id, setting FROM robot;

-- count
UPDATE robot SET last = last + 1 WHERE id = :id RETURNING last;

-- queue
INSERT INTO robot_item (robot, number, what, subject) VALUES (:robot, :number, :what, :subject);

-- recipients
SELECT DISTINCT grid FROM receipt WHERE order_id = :order_id AND part = 'recipient';

-- order
SELECT card FROM orders WHERE id = :order_id;

-- message
SELECT channel, span FROM line WHERE id = :id;

-- go_on
UPDATE robot SET halted = 0 WHERE id = :id;

-- begin
INSERT INTO robot_digest (id, robot, state, at) VALUES (:digest, :robot, :state, :at);

-- begun
UPDATE robot SET begun = :at WHERE id = :robot;

-- hold
UPDATE robot_item SET digest = :digest WHERE robot = :robot AND number = :number;

-- taken
UPDATE robot
SET taken = :at, due = NULL, tries = 0, halted = 0, failed = NULL, trouble = NULL, code = NULL, said = NULL
WHERE id = :robot;

-- failed
UPDATE robot
SET failed = :at, due = :due, tries = tries + 1, halted = :halts, trouble = :trouble, code = :code, said = :said
WHERE id = :robot;

-- end
UPDATE robot_digest SET state = :state, trouble = :trouble, code = :code, said = :said WHERE id = :digest;

-- drop
DELETE FROM robot_digest WHERE id = :digest;

-- drop_items
DELETE FROM robot_item WHERE digest = :digest;

-- release_items
UPDATE robot_item SET digest = NULL WHERE digest = :digest;
