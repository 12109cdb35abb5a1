-- published
SELECT name, state, valid_from FROM scheme WHERE state = 'published';

-- named
SELECT name, state, valid_from FROM scheme WHERE name = :name;

-- all
SELECT name, state, valid_from FROM scheme
ORDER BY CASE state WHEN 'published' THEN 1 WHEN 'retired' THEN 2 ELSE 0 END, valid_from DESC, name;

-- levels
SELECT level, name FROM level WHERE scheme = :scheme ORDER BY level;

-- counts
SELECT level, count(*) FROM grid WHERE scheme = :scheme GROUP BY level;

-- steps
SELECT step, note, "by", at FROM scheme_step WHERE scheme = :scheme ORDER BY hlc, desk, seq;

-- revisions
SELECT desk, seq, scheme, cause, grids, "by", at, undone FROM revision
WHERE scheme = :scheme ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit;

-- revision
SELECT desk, seq, scheme, cause, grids, "by", at, undone FROM revision WHERE desk = :desk AND seq = :seq;

-- mends
SELECT count(*) FROM revision
WHERE scheme = :scheme AND undone IS NULL AND json_extract(cause, '$.cause') = 'mended';

-- hands
SELECT "by" FROM scheme_step WHERE scheme = :scheme AND step IN ('drafted', 'imported')
UNION
SELECT "by" FROM revision WHERE scheme = :scheme;

-- drafts_of
SELECT scheme.name FROM scheme_step AS step JOIN scheme ON scheme.name = step.scheme
WHERE step.step = 'drafted' AND step.note = :scheme AND scheme.state IN ('draft', 'in_review', 'approved')
ORDER BY scheme.name;

-- due
SELECT name, state, valid_from FROM scheme WHERE state = 'approved' ORDER BY valid_from, name;
