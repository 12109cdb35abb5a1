-- begin
INSERT INTO watch (id, scope, name, "by", since, began_hlc) VALUES (:id, :scope, :name, :by, :since, :hlc);

-- offer
UPDATE watch SET offer_desk = :desk, offer_seq = :seq, offer_by = :by, offer_at = :at WHERE id = :id;

-- end
UPDATE watch SET ended = :at, ended_hlc = :hlc WHERE id = :id AND ended IS NULL;
