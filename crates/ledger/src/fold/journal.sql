-- enter
INSERT INTO journal (desk, seq, hlc, day, count, heading, role, scope, corrects)
SELECT
    :desk, :seq, :hlc, :day,
    coalesce((SELECT max(count) FROM journal WHERE desk = :desk AND day = :day), 0) + 1,
    :heading, :role, :scope, :corrects;

-- offset
SELECT offset_hours FROM store WHERE desk = :desk;
