-- store
SELECT desk, name, letter, offset_hours, purpose FROM store;

-- revision
SELECT value FROM counter WHERE name = 'revision';

-- vector
SELECT id, seq FROM desk;
