-- keep
INSERT INTO saved (noun, id, card) VALUES (:noun, :id, :card)
ON CONFLICT (noun, id) DO UPDATE SET card = excluded.card;

-- remove
DELETE FROM saved WHERE noun = :noun AND id = :id;
