-- Tables by which a district works stand in their facts alone; these are found by their kind.
CREATE INDEX fact_of_edition ON fact (hlc, desk, seq) WHERE kind = 'TableRevised';
