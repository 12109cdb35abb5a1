-- insert
INSERT INTO import (desk, seq, hlc, hash, kind, size, file, "by", at)
VALUES (:desk, :seq, :hlc, :hash, :kind, :size, :file, :by, :at);

-- undo
UPDATE import SET undone = :at WHERE desk = :desk AND seq = :seq AND undone IS NULL;

-- leave
UPDATE import SET undone = :at
WHERE undone IS NULL
    AND (desk, seq) IN (SELECT desk, seq FROM scheme_step WHERE scheme = :scheme AND step = 'imported');

-- standing
SELECT hlc, hash FROM import WHERE kind = :kind AND undone IS NULL ORDER BY hlc, desk, seq;
