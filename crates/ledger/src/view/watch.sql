-- one
SELECT id, scope, name, "by", since, offer_desk, offer_seq, offer_by, offer_at, ended, began_hlc, ended_hlc
FROM watch WHERE id = :id;

-- on
SELECT id, scope, name, "by", since, offer_desk, offer_seq, offer_by, offer_at, ended, began_hlc, ended_hlc
FROM watch WHERE scope IS :scope AND ended IS NULL ORDER BY began_hlc DESC, id DESC LIMIT 1;

-- before
SELECT id, scope, name, "by", since, offer_desk, offer_seq, offer_by, offer_at, ended, began_hlc, ended_hlc
FROM watch WHERE scope IS :scope AND ended IS NOT NULL ORDER BY began_hlc DESC, id DESC LIMIT :limit;
