-- all
SELECT intake, desk, seq, closed, closed_desk, closed_seq, taken, last FROM intake ORDER BY hlc DESC, desk DESC, seq DESC;

-- one
SELECT intake, desk, seq, closed, closed_desk, closed_seq, taken, last FROM intake WHERE id = :id;

-- by_token
SELECT intake, desk, seq, closed, closed_desk, closed_seq, taken, last FROM intake WHERE token = :token;

-- broker
SELECT address FROM broker;
