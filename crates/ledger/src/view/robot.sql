-- robots
SELECT
    id, setting, author, begun, due, tries, halted, taken, failed, trouble, code, said,
    (SELECT count(*) FROM robot_item WHERE robot_item.robot = robot.id AND digest IS NULL) AS waiting
FROM robot WHERE desk = :desk ORDER BY id;

-- has_robot
SELECT EXISTS (SELECT 1 FROM robot WHERE desk = :desk);

-- items
SELECT number, what, subject FROM robot_item
WHERE robot = :robot AND digest IS NULL ORDER BY number LIMIT :limit;

-- digests
SELECT
    id, robot, state, at, trouble, code, said,
    (SELECT count(*) FROM robot_item WHERE robot_item.digest = robot_digest.id) AS items
FROM robot_digest WHERE robot IN (SELECT id FROM robot WHERE desk = :desk) ORDER BY at DESC, id DESC;
