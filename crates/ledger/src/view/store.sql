-- store
SELECT desk, name, letter, offset_hours FROM store;

-- scheme
SELECT name, state, valid_from FROM scheme WHERE state = 'published';

-- levels
SELECT level, name FROM level WHERE scheme = :scheme ORDER BY fid;

-- revision
SELECT value FROM counter WHERE name = 'revision';

-- vector
SELECT id, seq FROM desk;
