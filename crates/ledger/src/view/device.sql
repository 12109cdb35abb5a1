-- pairing
SELECT granted, until, used FROM pairing WHERE code = :code;

-- devices
SELECT id, granted, paired, until, revoked FROM device ORDER BY id;

-- device_by_token
SELECT id, granted, paired, until, revoked FROM device WHERE token = :token;
