-- all
SELECT desk, seq FROM fact WHERE kind = 'TableRevised' ORDER BY hlc, desk, seq;
