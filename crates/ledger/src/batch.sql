-- remembered
SELECT action_digest, outcome FROM command WHERE id = :id;

-- remember
INSERT INTO command (id, action_digest, outcome, at) VALUES (:id, :action_digest, :outcome, :at);
