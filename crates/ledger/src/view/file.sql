-- file
SELECT media, size, width, height FROM file WHERE hash = :hash;

-- uses
SELECT subject, post FROM attached WHERE hash = :hash ORDER BY subject, post;

-- waits
SELECT EXISTS (SELECT 1 FROM file_waiting WHERE hash = :hash AND seat = :seat);

-- waiting
SELECT count(*) FROM file_waiting WHERE seat = :seat;
